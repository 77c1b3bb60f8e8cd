using Grpc.Core;
using Grpc.Net.Client;
using Vouchers.Client.Calls;
using Vouchers.V1;

namespace Vouchers.Client;

/// <summary>
/// The voucher service from an institution's side: one connection, with token, deadline, request ids and retries on
/// every call.
/// </summary>
/// <remarks>
/// <para>The methods of this class are what a counter needs and answer with an <see cref="Outcome{T}"/>. Everything
/// else of the API is in the generated clients (<see cref="Programmes"/> and so on), over the same connection and with
/// the same care; call their Async methods and end with <see cref="CallOutcomes.AsOutcome"/>.</para>
/// <para><b>Request ids.</b> A change has one, made once (UUIDv7) and sent again with each retry, so that a lost reply
/// never redeems twice. To go on after a crash, make the id yourself (<see cref="NewRequestId"/>), store it before the
/// call and pass it again afterwards: the service answers with what the first call did. In a request for a generated
/// client an empty <c>request_id</c> is filled in, in the message itself: send the same message to repeat a call and
/// a new one for a new call.</para>
/// <para>Safe for any number of threads. Make one for the life of the program and dispose it at the end; calls under
/// way are then cancelled.</para>
/// </remarks>
public sealed partial class VoucherClient : IAsyncDisposable, IDisposable
{
    private readonly VoucherClientOptions options;
    private readonly GrpcChannel channel;
    private readonly ResilientInvoker invoker;

    /// <summary>Makes a client. It connects with the first call.</summary>
    /// <exception cref="ArgumentException">The address is not absolute, or a time in the options is not positive.
    /// </exception>
    public VoucherClient(VoucherClientOptions options)
    {
        Demand(options);
        this.options = options;
        channel = GrpcChannel.ForAddress(options.Address, new()
        {
            HttpHandler = options.HttpHandler ?? KeptAlive(),
            DisposeHttpClient = options.HttpHandler is null,
            // A page of a thousand rows fits; an answer beyond this is no answer of this service.
            MaxReceiveMessageSize = 16 << 20,
        });
        invoker = new(channel.CreateCallInvoker(), options);
    }

    // Made when asked for, so that a trimmed app goes without the services that it never calls.

    /// <summary>Subsidy schemes: budget, rules, report.</summary>
    public ProgrammeService.ProgrammeServiceClient Programmes => new(invoker);

    /// <summary>Courses, institutions with branches and devices, agencies, sessions.</summary>
    public CatalogueService.CatalogueServiceClient Catalogue => new(invoker);

    /// <summary>Citizens and their target groups.</summary>
    public CitizenService.CitizenServiceClient Citizens => new(invoker);

    /// <summary>Seats in sessions, attendance, completion, certificates.</summary>
    public EnrolmentService.EnrolmentServiceClient Enrolments => new(invoker);

    /// <summary>Vouchers from issue to the QR code.</summary>
    public VoucherService.VoucherServiceClient Vouchers => new(invoker);

    /// <summary>The counter.</summary>
    public RedemptionService.RedemptionServiceClient Redemptions => new(invoker);

    /// <summary>Counters whose line is down: leases, slips, conflicts.</summary>
    public OfflineService.OfflineServiceClient OfflineRecords => new(invoker);

    /// <summary>From what institutions earned to the order to the bank.</summary>
    public PayoutService.PayoutServiceClient Payouts => new(invoker);

    /// <summary>What the bank says of the city's accounts.</summary>
    public StatementService.StatementServiceClient Statements => new(invoker);

    /// <summary>Payments against the bank's statements.</summary>
    public ReconciliationService.ReconciliationServiceClient Reconciliation => new(invoker);

    /// <summary>What the finance office reports of the books.</summary>
    public ReportService.ReportServiceClient Reports => new(invoker);

    /// <summary>The books.</summary>
    public JournalService.JournalServiceClient Journal => new(invoker);

    /// <summary>The keys and voucher states that a counter needs to judge a credential by itself.</summary>
    public TrustService.TrustServiceClient Trust => new(invoker);

    /// <summary>A new request id, for a caller that stores it before the call.</summary>
    public Guid NewRequestId() => RequestIds.New(options.Time);

    /// <summary>Closes the connection and cancels what is under way.</summary>
    public void Dispose() => channel.Dispose();

    /// <inheritdoc cref="Dispose"/>
    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }

    private static CallOptions With(CancellationToken cancellation) => new(cancellationToken: cancellation);

    private static string Text(Guid? requestId) => requestId?.ToString() ?? "";

    // A counter's connection idles between citizens; pings find out before the next one that a firewall dropped it.
    private static SocketsHttpHandler KeptAlive() => new()
    {
        EnableMultipleHttp2Connections = true,
        ConnectTimeout = TimeSpan.FromSeconds(3),
        KeepAlivePingDelay = TimeSpan.FromSeconds(30),
        KeepAlivePingTimeout = TimeSpan.FromSeconds(10),
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5),
        // So that a changed DNS name is noticed by a program that runs for weeks.
        PooledConnectionLifetime = TimeSpan.FromMinutes(15),
    };

    private static void Demand(VoucherClientOptions options)
    {
        if (!options.Address.IsAbsoluteUri || options.Address.Scheme is not ("http" or "https"))
            throw new ArgumentException(
                $"'{options.Address}' is no address such as http://127.0.0.1:5081.", nameof(options));
        var retry = options.Retry;
        if (options.Deadline <= TimeSpan.Zero || options.TryDeadline <= TimeSpan.Zero
            || retry.FirstDelay <= TimeSpan.Zero || retry.LongestDelay <= TimeSpan.Zero || retry.MaximumRetries < 0)
            throw new ArgumentException("Deadlines and delays are above zero, retries not below.", nameof(options));
    }
}
