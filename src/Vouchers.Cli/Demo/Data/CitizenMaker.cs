using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Data;

/// <summary>A citizen as imported, and which group counts.</summary>
/// <param name="Import">What the import sends.</param>
/// <param name="Group">The first group.</param>
/// <param name="SecondGroup">A second one; empty for most.</param>
/// <param name="Lapsed">True where the membership ended before the story begins.</param>
internal sealed record CitizenPlan(ImportedCitizen Import, string Group, string SecondGroup, bool Lapsed)
{
    public string Id => Import.Id;
}

/// <summary>Makes citizens with synthetic names and IDs; none is a real person.</summary>
internal sealed class CitizenMaker(Timeline timeline, SeededRandom random)
{
    private const string Surnames =
        "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑谢罗梁宋唐许韩冯邓曹彭曾肖田董袁潘蔡蒋余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金";

    private const string Given =
        "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红建文斌宇浩凯健俊帆雪婷欣怡子涵梓萱雨晨思远嘉豪佳琪晓东志国海燕春梅";

    private readonly Dictionary<DateOnly, int> bornOn = [];

    public IReadOnlyList<CitizenPlan> All(int count)
    {
        var plans = new List<CitizenPlan>(count);
        foreach (var group in TargetGroups.All)
        {
            // The last group takes what rounding left over.
            var size = group == TargetGroups.All[^1] ? count - plans.Count : count * group.PerMille / 1_000;
            for (var i = 0; i < size; i++)
                plans.Add(Make(plans.Count + 1, group));
        }

        return plans;
    }

    private CitizenPlan Make(int number, TargetGroup group)
    {
        var lapsed = random.Chance(15);
        var second = !lapsed && random.Chance(20) ? SecondFor(group) : null;
        var import = new ImportedCitizen
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"c-{number:000000}"),
            FullName = NextName(),
            NationalId = NextId(group),
        };
        import.Memberships.Add(MembershipOf(group, number, lapsed));
        if (second is not null)
            import.Memberships.Add(MembershipOf(second, number, lapsed: false));
        return new CitizenPlan(import, group.Code, second?.Code ?? "", lapsed);
    }

    // Two groups go together only where a life can hold both.
    private static TargetGroup SecondFor(TargetGroup group) => group.Code switch
    {
        TargetGroups.Veteran or TargetGroups.RuralYouth => TargetGroups.Find(TargetGroups.CorporateEmployee),
        TargetGroups.CorporateEmployee => TargetGroups.Find(TargetGroups.Veteran),
        _ => TargetGroups.Find(TargetGroups.RuralYouth),
    };

    private Membership MembershipOf(TargetGroup group, int number, bool lapsed)
    {
        var from = timeline.At(-random.Between(30, 700), 0);
        var until = lapsed ? timeline.At(-random.Between(1, 29), 0) : timeline.At(random.Between(120, 900), 0);
        return new Membership
        {
            TargetGroup = group.Code,
            ValidFrom = Timestamp.FromDateTimeOffset(from),
            ValidUntil = Timestamp.FromDateTimeOffset(until),
            Evidence = string.Create(CultureInfo.InvariantCulture, $"{group.Register}, entry {number:000000}"),
        };
    }

    private string NextName()
    {
        var name = Surnames[random.Below(Surnames.Length)].ToString() + Given[random.Below(Given.Length)];
        return random.Chance(750) ? name + Given[random.Below(Given.Length)] : name;
    }

    private string NextId(TargetGroup group)
    {
        var days = random.Between(group.MinAge * 365, (group.MaxAge * 365) + 364);
        var born = timeline.FirstDay.AddDays(-days - (group.MinAge / 4) - 1);
        var sequence = bornOn.GetValueOrDefault(born);
        while (sequence > 999)
        {
            born = born.AddDays(-1);
            sequence = bornOn.GetValueOrDefault(born);
        }

        bornOn[born] = sequence + 1;
        return NationalId.Of(born, sequence);
    }
}
