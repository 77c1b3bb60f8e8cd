using System.Text;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>The encodings of bank files, which refuse bytes that are no text.</summary>
internal static class BankEncodings
{
    public static Encoding Utf8 { get; } =
        new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The Chinese national standard, of which GBK and GB2312 are parts.</summary>
    public static Encoding Gb18030 { get; } = CodePagesEncodingProvider.Instance.GetEncoding(
        "GB18030", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback)
        ?? throw new InvalidOperationException("The runtime does not know GB18030.");
}
