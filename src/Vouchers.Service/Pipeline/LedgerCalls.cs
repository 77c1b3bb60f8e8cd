using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Vouchers.Credentials;
using Vouchers.Ledger;
using Status = Google.Rpc.Status;

namespace Vouchers.Service;

/// <summary>
/// The way of every changing call: the request becomes a submission under its id, the answer comes back as the
/// bytes that were stored with it. Thread safe.
/// </summary>
internal sealed class LedgerCalls(LedgerPipeline pipeline, KeyStore keys)
{
    private const int HashBytes = 16;

    /// <summary>
    /// Carries a command out, or repeats the answer of the same request; only judges it where the request says so.
    /// </summary>
    /// <param name="context">The call.</param>
    /// <param name="request">The request as it came; its bytes and the caller make the content hash.</param>
    /// <param name="requestId">The caller's id of the request.</param>
    /// <param name="command">What is asked.</param>
    /// <param name="map">Makes the response of an accepted command.</param>
    /// <exception cref="RpcException">The command was refused: the stored status, byte for byte.</exception>
    public async Task<TResponse> ChangeAsync<TAnswer, TResponse>(
        ServerCallContext context, IMessage request, Guid requestId, Command<TAnswer> command,
        Func<TAnswer, TResponse> map)
        where TAnswer : notnull
        where TResponse : IMessage<TResponse>, new()
    {
        // A judgement has the id and the content of what it judges: of a request that was answered it is that answer.
        var judged = ValidateOnly.Judged(request);
        var submission = Submit(context.Method, judged ?? request, requestId, command, map, context.CancellationToken);
        return Read(await pipeline.SubmitAsync(submission with { IsTrial = judged is not null }), map);
    }

    /// <summary>
    /// Repeats the answer of the same request where there is one, else refuses: for a request that is not judged any
    /// more, because a key was revoked or its caller guessed too often since the first answer was lost.
    /// </summary>
    /// <exception cref="RpcException">The refusal, or the stored one.</exception>
    public async Task<TResponse> RepeatOrRefuseAsync<TAnswer, TResponse>(
        ServerCallContext context, IMessage request, Guid requestId, Actor actor, Refusal refusal,
        Func<TAnswer, TResponse> map)
        where TAnswer : notnull
        where TResponse : IMessage<TResponse>, new()
    {
        var submission = SubmitUnread(
            context.Method, request, requestId, actor, refusal, map, context.CancellationToken);
        return Read(await pipeline.SubmitAsync(submission), map);
    }

    /// <summary>Carries out many commands, each under its own id, in order; refusals are among the answers.</summary>
    public async Task<IReadOnlyList<PipelineAnswer>> ChangeAllAsync(
        IReadOnlyList<Submission> submissions, CancellationToken cancellation) =>
        await pipeline.SubmitAllAsync(submissions, cancellation);

    /// <summary>Judges a command without carrying it out.</summary>
    public async Task<Decision> TryAsync(Command command, CancellationToken cancellation) =>
        (await pipeline.SubmitAsync(new Submission(command, null, IsTrial: true, cancellation))).Decision!;

    /// <summary>A submission under the caller's request id.</summary>
    public Submission Submit<TAnswer, TResponse>(
        string method, IMessage request, Guid requestId, Command<TAnswer> command, Func<TAnswer, TResponse> map,
        CancellationToken abandoned)
        where TAnswer : notnull
        where TResponse : IMessage
    {
        var format = new AnswerFormat(answer => map((TAnswer)answer).ToByteArray(),
            refusal => RefusalStatus.ToStatus(refusal).ToByteArray());
        var idempotency = new Idempotency(requestId, HashOf(method, command.Actor.Subject, request), format);
        return new Submission(command, idempotency, IsTrial: false, abandoned);
    }

    /// <summary>The submission of a request that is refused where its answer is not known already.</summary>
    public Submission SubmitUnread<TAnswer, TResponse>(
        string method, IMessage request, Guid requestId, Actor actor, Refusal refusal, Func<TAnswer, TResponse> map,
        CancellationToken abandoned)
        where TAnswer : notnull
        where TResponse : IMessage =>
        Submit(method, request, requestId, new RefusedUnread<TAnswer>(actor, refusal), map, abandoned)
            with { IsTrial = true };

    // What was carried out, now or before, is answered by its stored bytes; a judgement has none.
    private static TResponse Read<TAnswer, TResponse>(PipelineAnswer answer, Func<TAnswer, TResponse> map)
        where TAnswer : notnull
        where TResponse : IMessage<TResponse>, new() => answer switch
        {
            { Bytes.IsEmpty: true, Decision: Decision.Refused judged } => throw judged.Refusal.ToRpcException(),
            { Bytes.IsEmpty: true, Decision: Decision.Accepted judged } => map((TAnswer)judged.Answer),
            { Refused: true } => throw Status.Parser.ParseFrom(answer.Bytes.Span).ToRpcException(),
            _ => new MessageParser<TResponse>(() => new TResponse()).ParseFrom(answer.Bytes.Span),
        };

    // Keyed, because a request may hold a national ID that a plain hash would let anybody guess.
    private byte[] HashOf(string method, string subject, IMessage request)
    {
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, keys.Pepper.Span);
        hash.AppendData(Encoding.UTF8.GetBytes($"{method}\n{subject}\n"));
        hash.AppendData(request.ToByteArray());
        return hash.GetHashAndReset()[..HashBytes];
    }

    private sealed record RefusedUnread<TAnswer>(Actor Actor, Refusal Refusal) : Command<TAnswer>(Actor)
        where TAnswer : notnull
    {
        public override IEnumerable<Need> Needs(ILedgerState known) => [];

        public override Decision Decide(ILedgerState state, Timestamp now) => Refusal;
    }
}
