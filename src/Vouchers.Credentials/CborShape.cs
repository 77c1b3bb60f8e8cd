using System.Formats.Cbor;

namespace Vouchers.Credentials;

/// <summary>What every reader of a fixed CBOR shape needs.</summary>
internal static class CborShape
{
    // 9999-12-31T23:59:59Z, the last second a DateTimeOffset can hold.
    private const long LastSecond = 253_402_300_799;

    /// <summary>
    /// What CborReader throws on input of another shape: CborContentException for encodings it refuses,
    /// InvalidOperationException for a type not asked for, OverflowException for a number too large.
    /// Anything else would be our bug and must be seen.
    /// </summary>
    public static bool IsFault(Exception exception) =>
        exception is CborContentException or InvalidOperationException or OverflowException;

    public static void Expect(this CborReader reader, int label)
    {
        if (reader.ReadInt32() != label)
            throw new CborContentException($"Label {label} was expected.");
    }

    public static void ExpectText(this CborReader reader, string label)
    {
        if (reader.ReadTextString() != label)
            throw new CborContentException($"Label {label} was expected.");
    }

    public static List<T> ReadArray<T>(this CborReader reader, Func<CborReader, T> readItem)
    {
        var items = new List<T>();
        reader.ReadStartArray();
        while (reader.PeekState() != CborReaderState.EndArray)
            items.Add(readItem(reader));
        reader.ReadEndArray();
        return items;
    }

    public static DateTimeOffset ReadTime(this CborReader reader)
    {
        var seconds = reader.ReadInt64();
        if (seconds is < 0 or > LastSecond)
            throw new CborContentException("A time lies outside of the years 1970 to 9999.");
        return DateTimeOffset.FromUnixTimeSeconds(seconds);
    }
}
