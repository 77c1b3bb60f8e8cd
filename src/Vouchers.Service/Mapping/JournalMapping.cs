using Google.Protobuf;
using Vouchers.Credentials;
using Vouchers.Storage;

namespace Vouchers.Service;

/// <summary>The books as journal.proto spells them.</summary>
internal static class JournalMapping
{
    public static V1.JournalEntry ToProto(this JournalEntry entry) => new()
    {
        Lane = entry.Lane,
        Sequence = entry.Sequence,
        Batch = entry.BatchNumber,
        At = entry.Row.At.ToProto(),
        Event = entry.Row.Line.Event.ToString(),
        Subject = entry.Row.Line.Subject,
        Debit = entry.Row.Line.Debit?.ToString() ?? "",
        Credit = entry.Row.Line.Credit?.ToString() ?? "",
        AmountMinorUnits = entry.Row.Line.AmountMinorUnits,
        Actor = entry.Row.Actor,
        RequestId = entry.Row.RequestId?.ToString() ?? "",
        Note = entry.Row.Line.Note ?? "",
    };

    /// <summary>Of a checkpoint whose bytes can be read; whether they can be trusted, the caller judges.</summary>
    public static V1.Checkpoint ToProto(this Checkpoint checkpoint, JournalHead? head) => new()
    {
        Lane = checkpoint.Lane,
        Batch = checkpoint.Number,
        Hash = head is null ? ByteString.Empty : UnsafeByteOperations.UnsafeWrap(head.Hash),
        SignedAt = checkpoint.At.ToProto(),
        Signed = UnsafeByteOperations.UnsafeWrap(checkpoint.Cose),
    };

    public static V1.InvariantCheck ToProto(this InvariantCheck check) => new()
    {
        Name = check.Name,
        Rule = check.Rule,
        Violations = check.Violations,
        FirstViolation = check.FirstViolation,
    };
}
