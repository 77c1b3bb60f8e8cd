using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Import.Kinds;

/// <summary>A batch of the catalogue.</summary>
internal sealed class Courses(string batch) : ImportKind<Course>
{
    private static readonly Column Id = new("id", "the course's code");
    private static readonly Column Title = new("title", "the title in Chinese");
    private static readonly Column TitleEn = new("title_en", "the title in English", IsRequired: false);
    private static readonly Column Occupation = new("occupation", "the occupation's code");
    private static readonly Column Level = new("level", "1 (lowest) to 5; 0 or empty for none", IsRequired: false);
    private static readonly Column ClassHours = new("class_hours", "1 to 10000");

    public static readonly IReadOnlyList<Column> All = [Id, Title, TitleEn, Occupation, Level, ClassHours];

    /// <summary>The smallest file.</summary>
    public const string Sample =
        "id,title,occupation,class_hours\n"
        + "c-video,短视频制作,4-13-05,40";

    public override string Name => "courses";

    public override IReadOnlyList<Column> Columns => All;

    public override int BatchSize => 1_000;

    public override Course Read(CsvRow row) => new()
    {
        Id = row.Id(Id),
        Title = row.Text(Title),
        TitleEn = row.Text(TitleEn),
        Occupation = row.Id(Occupation),
        Level = row.Number(Level, 0, 5),
        ClassHours = row.Number(ClassHours, 1, 10_000),
    };

    public override IEnumerable<(Column Column, string Value)> KeysOf(Course record) => [(Id, record.Id)];

    public override async Task<Outcome<Written>> SendAsync(
        VoucherClient client, IReadOnlyList<Course> records, Order order, CancellationToken cancellation)
    {
        var request = new PublishCoursesRequest
        {
            RequestId = $"{order.RequestId}", Batch = batch, Courses = { records }, ValidateOnly = order.ValidateOnly,
        };
        var outcome = await client.Catalogue.PublishCoursesAsync(request, cancellationToken: cancellation).AsOutcome();
        return outcome.Map(answer => new Written(answer.Courses.Count, 0));
    }
}
