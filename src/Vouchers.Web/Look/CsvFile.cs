using System.Globalization;
using CsvHelper;
using Microsoft.AspNetCore.Mvc;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>A table to keep: UTF-8 with a byte order mark, so that spreadsheet programs read Chinese.</summary>
internal sealed class CsvFile(params IReadOnlyList<string> header)
{
    // The full-width signs are formulas to some spreadsheet programs too.
    private const string FormulaSigns = "=+-@\t\r\n＝＋－＠";

    private readonly List<string[]> rows = [];

    /// <param name="cells">
    /// One for each column: texts, amounts and numbers. What a spreadsheet program would take for a formula gets an
    /// apostrophe before it; numbers are made here and may begin with a minus.
    /// </param>
    public void Add(params IReadOnlyList<object> cells) => rows.Add([.. cells.Select(cell => cell switch
    {
        Money money => TypedMoney.Write(money.MinorUnits, money.Currency),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ when cell.ToString() is { Length: > 0 } text => FormulaSigns.Contains(text[0]) ? "'" + text : text,
        _ => "",
    })]);

    public FileContentResult ToResult(string name)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new() { WriteByteOrderMark = true }, leaveOpen: true))
        {
            csv.WriteRecord([.. header]);
            foreach (var row in rows)
                csv.WriteRecord(row);
        }

        return new FileContentResult(bytes.ToArray(), "text/csv; charset=utf-8") { FileDownloadName = name };
    }
}
