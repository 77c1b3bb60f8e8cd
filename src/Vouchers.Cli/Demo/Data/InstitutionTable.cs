using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Data;

/// <summary>An institution with its places and counters.</summary>
internal sealed record House(Institution Institution, IReadOnlyList<Branch> Branches, IReadOnlyList<Device> Devices);

/// <summary>
/// Sixty institutions of all five kinds in Wenzhou's districts. The names are invented; none is a real institution.
/// </summary>
internal static class InstitutionTable
{
    private static readonly (InstitutionKind Kind, int Count, (string Zh, string En)[] Suffixes)[] Kinds =
    [
        (InstitutionKind.University, 8, [("大学", "University"), ("理工大学", "University of Technology")]),
        (InstitutionKind.College, 12, [("职业技术学院", "Vocational College"), ("技师学院", "Technician College")]),
        (InstitutionKind.Enterprise, 14,
        [
            ("鞋业有限公司", "Footwear Co."), ("电器有限公司", "Electric Co."), ("阀门有限公司", "Valve Co."),
            ("眼镜有限公司", "Eyewear Co."), ("物流有限公司", "Logistics Co."), ("智能装备有限公司", "Smart Machinery Co."),
            ("传媒有限公司", "Media Co."),
        ]),
        (InstitutionKind.PrivateSchool, 18,
        [
            ("职业培训学校", "Training School"), ("技能培训中心", "Skills Centre"), ("烹饪学校", "Culinary School"),
            ("护理学校", "Care School"), ("网络学校", "Digital School"), ("驾航学校", "UAV School"),
        ]),
        (InstitutionKind.PublicTrainingBase, 8, [("公共实训基地", "Public Training Base")]),
    ];

    private static readonly (string Zh, string En)[] Districts =
    [
        ("鹿城区", "Lucheng"), ("龙湾区", "Longwan"), ("瓯海区", "Ouhai"), ("乐清市", "Yueqing"), ("瑞安市", "Rui'an"),
        ("洞头区", "Dongtou"), ("永嘉县", "Yongjia"), ("平阳县", "Pingyang"), ("苍南县", "Cangnan"), ("文成县", "Wencheng"),
        ("泰顺县", "Taishun"), ("龙港市", "Longgang"),
    ];

    private static readonly (string Zh, string En)[] First =
    [
        ("潮", "Chao"), ("澜", "Lan"), ("岚", "Lan"), ("舟", "Zhou"), ("榕", "Rong"), ("屿", "Yu"),
    ];

    private static readonly (string Zh, string En)[] Second =
    [
        ("启", "qi"), ("衡", "heng"), ("昇", "sheng"), ("砺", "li"), ("知", "zhi"), ("拓", "tuo"), ("远", "yuan"),
        ("匠", "jiang"), ("鸣", "ming"), ("禾", "he"),
    ];

    private static readonly string[] Streets = ["学院路", "车站大道", "瓯江路", "人民路", "府东路", "工业大道"];

    public static IReadOnlyList<House> All(SeededRandom random, DateTimeOffset accreditedUntil)
    {
        var houses = new List<House>();
        foreach (var (kind, count, suffixes) in Kinds)
        {
            for (var i = 0; i < count; i++)
                houses.Add(Make(houses.Count, kind, suffixes[i % suffixes.Length], random, accreditedUntil));
        }

        return houses;
    }

    private static House Make(
        int index, InstitutionKind kind, (string Zh, string En) suffix, SeededRandom random, DateTimeOffset until)
    {
        var first = First[index % First.Length];
        var second = Second[index % Second.Length];
        var id = string.Create(CultureInfo.InvariantCulture, $"inst-{index + 1:00}");
        var institution = new Institution
        {
            Id = id,
            Name = $"{first.Zh}{second.Zh}{suffix.Zh} {first.En}{second.En} {suffix.En}",
            Kind = kind,
            AccreditedUntil = Timestamp.FromDateTimeOffset(until),
        };
        var branches = new List<Branch>();
        var devices = new List<Device>();
        for (var b = 1; b <= 1 + (index % 3); b++)
        {
            var district = Districts[(index + (b * 5)) % Districts.Length];
            branches.Add(new Branch
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{id}-b{b}"),
                InstitutionId = id,
                Name = $"{district.Zh}校区 {district.En}",
                Address = string.Create(CultureInfo.InvariantCulture,
                    $"温州市{district.Zh}{random.Pick(Streets)}{random.Between(1, 399)}号"),
            });
            for (var d = 1; d <= 1 + random.Below(2); d++)
            {
                devices.Add(new Device
                {
                    Id = string.Create(CultureInfo.InvariantCulture, $"{id}-b{b}-d{d}"),
                    InstitutionId = id,
                    BranchId = branches[^1].Id,
                    Name = string.Create(CultureInfo.InvariantCulture, $"窗口 Counter {d}"),
                });
            }
        }

        return new House(institution, branches, devices);
    }
}
