using Vouchers.Ledger;
using ProtoTimestamp = Google.Protobuf.WellKnownTypes.Timestamp;

namespace Vouchers.Service;

/// <summary>Values as common.proto spells them.</summary>
internal static class CommonMapping
{
    private const long MicrosecondsPerSecond = 1_000_000;

    public static V1.Money ToProto(this Money money) =>
        new() { MinorUnits = money.MinorUnits, Currency = money.Currency.ToString() };

    public static ProtoTimestamp ToProto(this Timestamp time)
    {
        var seconds = Math.DivRem(time.Microseconds, MicrosecondsPerSecond, out var rest);
        if (rest < 0)
            (seconds, rest) = (seconds - 1, rest + MicrosecondsPerSecond);
        return new ProtoTimestamp { Seconds = seconds, Nanos = (int)rest * 1_000 };
    }

    public static V1.Refusal ToProto(this Refusal refusal)
    {
        // The numbers of the two enums are the same; a test walks them.
        var proto = new V1.Refusal { Reason = (V1.RefusalReason)(int)refusal.Code, Message = refusal.Message };
        foreach (var (name, value) in refusal.Facts)
            proto.Facts[name] = value;
        return proto;
    }

    /// <summary>The text of an id, or empty where there is none: proto3 has no null for texts.</summary>
    public static string Text<T>(this Id<T>? id)
        where T : Entity => id is { } known ? known.Value : "";
}
