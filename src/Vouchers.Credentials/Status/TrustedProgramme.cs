using System.Formats.Cbor;

namespace Vouchers.Credentials;

/// <summary>What a counter must know of a programme to show a voucher of it while the line is down.</summary>
/// <param name="Code">The code that credentials carry.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Currency">The ISO 4217 code of its amounts.</param>
public sealed record TrustedProgramme(string Code, string Name, string Currency)
{
    internal void Write(CborWriter writer)
    {
        writer.WriteStartArray(3);
        writer.WriteTextString(Code);
        writer.WriteTextString(Name);
        writer.WriteTextString(Currency);
        writer.WriteEndArray();
    }

    internal static TrustedProgramme Read(CborReader reader)
    {
        reader.ReadStartArray();
        var (code, name, currency) = (reader.ReadTextString(), reader.ReadTextString(), reader.ReadTextString());
        reader.ReadEndArray();
        return new(code, name, currency);
    }
}
