using System.Collections.Concurrent;
using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Demo.Report;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story;

/// <summary>
/// What every chapter works with. All calls go over gRPC through the client library; the token of the person who acts
/// travels with the flow of the call, so that thousands of people share one connection.
/// </summary>
internal sealed class Stage : IDisposable
{
    private readonly AsyncLocal<string> acting = new();
    private readonly ConcurrentDictionary<(string Citizen, string Programme), string> voucherIds = [];

    public Stage(
        DemoProgramme demo, DemoClock clock, Tokens tokens, Uri grpc, Narrator tell, Tally tally,
        CancellationToken cancellation)
    {
        (Demo, Clock, Tokens, Grpc, Tell, Tally, Cancellation) = (demo, clock, tokens, grpc, tell, tally, cancellation);
        Client = new VoucherClient(new VoucherClientOptions
        {
            Address = grpc,
            Token = _ => ValueTask.FromResult(acting.Value ?? ""),
            Deadline = TimeSpan.FromSeconds(60),
            TryDeadline = TimeSpan.FromSeconds(30),
        });
    }

    public DemoProgramme Demo { get; }

    public DemoClock Clock { get; }

    public Tokens Tokens { get; }

    /// <summary>Where the service listens, for who comes with a client of their own.</summary>
    public Uri Grpc { get; }

    public Narrator Tell { get; }

    public Tally Tally { get; }

    public CancellationToken Cancellation { get; }

    private VoucherClient Client { get; }

    /// <summary>Makes a call as somebody. A refusal is counted, whether it was meant or not.</summary>
    public async Task<Outcome<T>> Ask<T>(string token, Func<VoucherClient, Task<Outcome<T>>> call)
    {
        acting.Value = token;
        Tally.CountCall();
        var outcome = await call(Client);
        if (outcome is Outcome<T>.Refused refused)
            Tally.CountRefusal(refused.Refusal);
        return outcome;
    }

    /// <summary>Makes a call that must succeed for the story to go on as told; else it is a surprise.</summary>
    /// <returns>The answer; null where there was none.</returns>
    public async Task<T?> Must<T>(string token, string what, Func<VoucherClient, Task<Outcome<T>>> call)
        where T : class
    {
        var outcome = await Ask(token, call);
        return outcome.Match<T?>(
            value => value,
            refusal => Missed(what, refusal.ToString()),
            trouble => Missed(what, trouble.What));

        T? Missed(string missed, string why)
        {
            Tally.Surprise($"{missed}: {why}");
            return null;
        }
    }

    /// <summary>Makes a call that a rule must stop, and shows the answer.</summary>
    /// <returns>The refusal; null where there was none.</returns>
    public async Task<VoucherRefusal?> Refused<T>(
        string token, string what, RefusalReason expected, Func<VoucherClient, Task<Outcome<T>>> call)
    {
        var outcome = await Ask(token, call);
        var refusal = (outcome as Outcome<T>.Refused)?.Refusal;
        var isGood = refusal?.Reason == expected;
        var answer = refusal?.Message ?? "(it was not refused)";
        Tell.Say($"{what}");
        Tell.Verdict(isGood, refusal is null ? "ACCEPTED" : ReasonWords.Of(refusal.Reason), answer);
        if (!isGood)
            Tally.Surprise($"{what}: {ReasonWords.Of(expected)} expected, {refusal?.ToString() ?? "accepted"} found");
        return refusal;
    }

    /// <summary>Tries a planted fraud and notes whether the rule that was meant to stop it did.</summary>
    public async Task Fraud<T>(
        PlantedCase planted, string token, Func<VoucherClient, Task<Outcome<T>>> call)
    {
        Tell.Say($"{planted.Title}: {planted.Attempt}");
        var outcome = await Ask(token, call);
        var refusal = (outcome as Outcome<T>.Refused)?.Refusal;
        var isStopped = refusal is not null && planted.StoppedBy.Contains(refusal.Reason);
        var reason = refusal is null ? "ACCEPTED" : ReasonWords.Of(refusal.Reason);
        var answer = refusal?.Message ?? "the service accepted it";
        Tell.Verdict(isStopped, reason, answer);
        Tally.Add(new FraudRow(planted.Title, planted.TitleZh, planted.Attempt, planted.AttemptZh, reason, answer,
            isStopped ? CaseVerdict.Stopped : CaseVerdict.Unexpected));
    }

    /// <summary>Lets time pass, and says so.</summary>
    public async Task LaterOnAsync(DateTimeOffset time, string words)
    {
        var before = await Keys.KnownAsync(this);
        var isLong = time - Clock.GetUtcNow() >= Keys.RenewedWithin;
        Clock.MoveTo(time);
        Tokens.Forget();
        Tell.Say($"{words} It is {Clock.GetUtcNow().ToOffset(Timeline.Beijing):ddd d MMM yyyy, HH:mm} in Wenzhou.");
        if (isLong)
            await Keys.RenewedAsync(this, before);
    }

    public Task LaterOnAsync(TimeSpan span, string words) => LaterOnAsync(Clock.GetUtcNow() + span, words);

    /// <summary>Lets minutes pass, without a word.</summary>
    public void Pass(TimeSpan span)
    {
        Clock.MoveTo(Clock.GetUtcNow() + span);
        Tokens.Forget();
    }

    /// <summary>Joins the present.</summary>
    public void CatchUp()
    {
        Clock.MoveToNow();
        Tokens.Forget();
        Tell.Say($"The clock has caught up: from here on it is the real one.");
    }

    public void Remember(Voucher voucher) => voucherIds[(voucher.CitizenId, voucher.ProgrammeId)] = voucher.Id;

    public bool Knows(Journey journey) => voucherIds.ContainsKey((journey.CitizenId, journey.ProgrammeId));

    public string VoucherOf(Journey journey) => VoucherOf(journey.CitizenId, journey.ProgrammeId);

    public string VoucherOf(string citizenId, string programmeId = ProgrammeTable.Project) =>
        voucherIds.GetValueOrDefault((citizenId, programmeId), "");

    /// <summary>The token of a counter at the session's branch.</summary>
    public string CounterOf(SessionPlan plan)
    {
        var device = Demo.Houses.First(house => house.Institution.Id == plan.Session.InstitutionId)
            .Devices.First(device => device.BranchId == plan.Session.BranchId);
        return Tokens.Device(device.InstitutionId, device.BranchId, device.Id);
    }

    public string OperatorOf(SessionPlan plan) => Tokens.Operator(plan.Session.InstitutionId);

    public void Dispose() => Client.Dispose();
}
