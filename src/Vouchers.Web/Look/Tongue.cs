using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.V1;

namespace Vouchers.Web;

/// <summary>
/// The reader's language. A text stands in both languages where it is used, Chinese first, so that none can be
/// missing in one of them.
/// </summary>
public sealed class Tongue
{
    // All of China keeps one time.
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    private static readonly DateOnly FirstDay = new(2, 1, 1);
    private static readonly DateOnly LastDay = new(9998, 12, 31);

    private static readonly string[] MonthsInEnglish = CultureInfo.InvariantCulture.DateTimeFormat
        .AbbreviatedMonthNames;

    private Tongue(bool isChinese) => IsChinese = isChinese;

    public static readonly Tongue Chinese = new(isChinese: true);

    public static readonly Tongue English = new(isChinese: false);

    /// <summary>Of the request that is being answered.</summary>
    public static Tongue Current => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "zh" ? Chinese : English;

    public bool IsChinese { get; }

    /// <summary>For the page's <c>lang</c>.</summary>
    public string Code => IsChinese ? "zh-CN" : "en";

    public string this[string chinese, string english] => IsChinese ? chinese : english;

    /// <summary>A course's title; in Chinese where it has no English one.</summary>
    public string Title(Course course) =>
        IsChinese || course.TitleEn.Length == 0 ? course.Title : course.TitleEn;

    /// <summary>E.g. ¥1,200.00 and CNY 1,200.00.</summary>
    public string Money(Money money)
    {
        var amount = Amount(money.MinorUnits, money.Currency).TrimStart('-');
        var sign = money.MinorUnits < 0 ? "−" : "";
        return IsChinese && money.Currency == "CNY" ? $"{sign}¥{amount}" : $"{money.Currency} {sign}{amount}";
    }

    /// <summary>The amount alone, e.g. 1,200.00.</summary>
    public static string Amount(long minorUnits, string currency)
    {
        var digits = DigitsOf(currency);
        return (minorUnits / (decimal)Math.Pow(10, digits)).ToString($"N{digits}", CultureInfo.InvariantCulture);
    }

    /// <summary>How many digits a currency's minor unit takes.</summary>
    public static int DigitsOf(string currency) => currency is "JPY" or "KRW" or "VND" ? 0 : 2;

    /// <summary>As <see cref="Money"/>; a dash for nothing, so that the other amounts are to be seen.</summary>
    public string MoneyOrDash(Money money) => money.MinorUnits == 0 ? "–" : Money(money);

    /// <summary>E.g. 2026年3月5日 and 5 Mar 2026.</summary>
    public string Date(Timestamp time) =>
        Date(DateOnly.FromDateTime(time.ToDateTimeOffset().ToOffset(Beijing).DateTime));

    /// <inheritdoc cref="Date(Timestamp)"/>
    public string Date(DateOnly day) => IsChinese
        ? string.Create(CultureInfo.InvariantCulture, $"{day.Year}年{day.Month}月{day.Day}日")
        : string.Create(CultureInfo.InvariantCulture, $"{day.Day} {MonthsInEnglish[day.Month - 1]} {day.Year}");

    /// <summary>When a day begins. One that has no time in each zone is told as another one that the ledger refuses.
    /// </summary>
    public static Timestamp StartOf(DateOnly day) => Timestamp.FromDateTimeOffset(new DateTimeOffset(
        day < FirstDay ? FirstDay : day > LastDay ? LastDay : day, TimeOnly.MinValue, Beijing));

    /// <summary>The last second of a day, where the day itself is meant as well.</summary>
    public static Timestamp EndOf(DateOnly day) =>
        StartOf(day < LastDay ? day.AddDays(1) : LastDay) - Duration.FromTimeSpan(TimeSpan.FromSeconds(1));

    /// <summary>The date and the time of day, e.g. 2026年3月5日 14:05.</summary>
    public string Moment(Timestamp time) => $"{Date(time)} {TimeOfDay(time)}";

    /// <summary>The same of a time as ISO 8601 writes it; any other text as it is.</summary>
    public string MomentOf(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? Moment(Timestamp.FromDateTimeOffset(time))
        : text;

    /// <summary>As <see cref="MomentOf"/>, the day alone.</summary>
    public string DateOf(string text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
        ? Date(Timestamp.FromDateTimeOffset(time))
        : text;

    /// <summary>The service's own sentence, its moments as the reader's language writes them.</summary>
    public string Told(string sentence) => string.Join(' ', sentence.Split(' ').Select(word =>
    {
        var bare = word.TrimEnd('.', ',', ';', ':');
        return bare is [_, _, _, _, '-', _, _, '-', _, _, 'T', ..] ? MomentOf(bare) + word[bare.Length..] : word;
    }));

    /// <summary>E.g. 14:05.</summary>
    public static string TimeOfDay(Timestamp time) =>
        time.ToDateTimeOffset().ToOffset(Beijing).ToString("HH:mm", CultureInfo.InvariantCulture);
}
