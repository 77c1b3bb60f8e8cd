using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Time.Testing;
using Vouchers.Client;
using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.Testing;
using Vouchers.Tests.Credentials;
using Vouchers.V1;
using Status = Vouchers.Credentials.VoucherStatus;

namespace Vouchers.Tests.Offline;

/// <summary>
/// A device whose line is down from the start: what it knows was put into its memory by the test, good in every respect
/// unless the test says otherwise.
/// </summary>
internal sealed class Till : IDisposable
{
    public const string Session = "vtc-s1";
    public const string Institution = "vtc";

    private const int StatusList = 3;
    private static readonly DateTimeOffset Start = Sample.Now;

    private readonly string folder = Directory.CreateTempSubdirectory("till-").FullName;
    private readonly EcdsaDeviceKey key = new();
    private readonly VoucherClient client = new(new() { HttpHandler = new EmptyAnswers() });

    public Till() => Store = new FaultyDeviceStore(new FileDeviceStore(Path.Combine(folder, "memory")));

    public FaultyDeviceStore Store { get; }

    public EcdsaDeviceKey Key => key;

    public P256PublicKey PublicKey => key.PublicKey;

    public FakeTimeProvider Time { get; } = new(Start.AddSeconds(20));

    public TrustList? Trust { get; set; } = Sample.Trust;

    public TimeSpan? ClockOffset { get; set; } = TimeSpan.Zero;

    public Status? Status { get; set; } = Vouchers.Credentials.VoucherStatus.Valid;

    public Lease? Lease { get; set; } = GoodLease;

    public OfflineTerm? Term { get; set; } = new()
    {
        ProgrammeId = Sample.Claims.Programme, Value = Cny(100_000), OpensAt = Stamp(Start.AddDays(-1)),
        ClosesAt = Stamp(Start.AddDays(1)),
    };

    public static Lease GoodLease => new()
    {
        Id = "lease-1", DeviceId = "till-1", Count = 50, Sum = Cny(5_000_000),
        FromTime = Stamp(Start.AddHours(-1)), UntilTime = Stamp(Start.AddHours(47)),
    };

    public static Money Cny(long minorUnits) => new() { MinorUnits = minorUnits, Currency = "CNY" };

    public static Timestamp Stamp(DateTimeOffset time) => Timestamp.FromDateTimeOffset(time);

    public static CredentialClaims Shown(byte voucher = 1, DateTimeOffset? at = null) => Sample.Claims with
    {
        VoucherId = new byte[] { voucher, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15 },
        IssuedAt = at ?? Start, ExpiresAt = (at ?? Start).AddSeconds(60), StatusList = StatusList, StatusIndex = 5,
    };

    /// <summary>What the holder's phone shows.</summary>
    public static string Text(CredentialClaims claims, LocalSigner? signer = null) => CredentialText.Encode(
        CredentialSigner.Sign(CredentialType.Presentation, claims, signer ?? Sample.Presentation));

    public static OfflineCheck.Acceptable Acceptable(OfflineCheck check) =>
        check as OfflineCheck.Acceptable ?? throw new InvalidOperationException(check.ToString());

    public static CapturedSlip Captured(CaptureOutcome outcome) =>
        (outcome as CaptureOutcome.Captured)?.Slip ?? throw new InvalidOperationException(outcome.ToString());

    /// <summary>Puts all that the device is to know into its memory.</summary>
    public async Task PrepareAsync()
    {
        List<DeviceWrite> writes = [];
        if (ClockOffset is { } offset)
            Add(DeviceKeys.ClockOffset, DeviceMemory.BytesOf(offset));
        if (Trust is { } trust)
            Add(DeviceKeys.TrustList, trust.SignedBy(Sample.Root));
        if (Status is { } status)
            Add(DeviceKeys.Numbered(DeviceKeys.Statuses, StatusList), new PublishedStatusList(
                $"https://vouchers.example/status/{StatusList}", Start.AddHours(-1), Start.AddHours(23),
                TimeSpan.FromMinutes(1), Vouchers.Credentials.StatusList.Build([(5, status)], 1_000),
                [new(Sample.Claims.Programme, "技能培训", "CNY")]).SignedBy(Sample.StatusList));
        if (Term is { } term)
            Add(DeviceKeys.Sessions + Session, new OfflineSession
            {
                Session = new() { Id = Session, StartsAt = Stamp(Start) }, Terms = { term },
            }.ToByteArray());
        if (Lease is { } lease)
            Add(DeviceKeys.Lease, lease.ToByteArray());
        await Store.WriteAsync(writes);

        void Add(string name, byte[] value) => writes.Add(new DeviceWrite.Set(name, value));
    }

    /// <summary>Opens what the memory holds, as after a start of the program.</summary>
    public async Task<OfflineCounter> OpenAsync() => await OfflineCounter.OpenAsync(new()
    {
        Device = new() { Id = "till-1", InstitutionId = Institution }, Key = key, Root = Sample.Root.PublicKey,
        Store = Store, Client = client, Clock = new ServerClock(Time),
    });

    public async Task<OfflineCounter> PreparedAsync()
    {
        await PrepareAsync();
        return await OpenAsync();
    }

    /// <summary>Writes what the service answered for a slip.</summary>
    public async Task AnsweredAsync(long sequence, OfflineRecord record) => await Store.WriteAsync([
        new DeviceWrite.Set(
            DeviceKeys.Numbered(DeviceKeys.Results, sequence), new OfflineResult { Record = record }.ToByteArray()),
    ]);

    public void Dispose()
    {
        key.Dispose();
        client.Dispose();
        Directory.Delete(folder, recursive: true);
    }
}
