using System.Globalization;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Data;

/// <summary>
/// The catalogue: 82 courses. Occupations and their codes follow the national occupation catalogue (职业分类大典);
/// hours are invented. The first letter of a row tells the programme that its batch belongs to.
/// </summary>
internal static class CourseTable
{
    // kind|occupation code|level|class hours|title|title in English
    private const string Rows = """
        P|4-13-05-04|2|64|短视频制作|Short video production
        P|4-13-05-04|3|80|流媒体运营|Streaming media operation
        P|4-13-05-04|4|96|全媒体运营师|All-media operator
        P|4-01-06-02|2|64|新媒体营销|New media marketing
        P|4-01-06-02|3|72|直播销售员|Live-streaming sales
        P|4-01-06-02|4|88|互联网营销师|Internet marketer
        P|4-02-06-03|3|80|智能物流运营|Intelligent logistics operation
        P|4-02-06-05|4|96|供应链管理师|Supply chain manager
        P|4-04-05-05|2|60|数据标注员|Data annotator
        P|4-04-05-05|3|80|人工智能训练师|AI trainer
        P|4-04-05-05|4|100|生成式人工智能应用|Generative AI applications
        P|4-02-04-06|2|64|无人机驾驶员|UAV pilot
        P|4-02-04-06|3|88|无人机航拍测绘|UAV aerial survey
        P|2-02-10-12|3|96|云计算运维|Cloud operations
        P|2-02-10-10|3|88|物联网安装调试|Internet of things installation
        P|2-02-10-11|3|96|大数据应用|Big data applications
        P|2-02-30-11|4|80|数字化管理师|Digital management specialist
        P|6-30-99-00|3|96|工业机器人系统操作员|Industrial robot operator
        P|6-31-01-10|4|112|工业机器人系统运维员|Industrial robot maintenance
        P|4-08-08-07|2|64|室内装饰设计|Interior design
        P|2-09-06-06|3|72|视觉传达设计|Visual communication design
        P|4-04-04-02|4|96|网络与信息安全管理员|Information security administrator
        C|4-01-06-01|2|64|电子商务师（初级）|E-commerce operator, basic
        C|4-01-06-01|3|80|电子商务师（中级）|E-commerce operator, intermediate
        C|4-01-06-01|4|96|跨境电子商务师|Cross-border e-commerce operator
        C|6-05-03-02|2|72|制鞋工|Shoemaker
        C|6-05-03-02|3|88|鞋类设计师|Footwear designer
        C|6-05-02-04|2|64|皮革制品制作工|Leather goods maker
        C|6-05-01-02|2|64|服装缝纫工|Garment sewer
        C|6-05-01-01|3|88|服装制版师|Garment pattern maker
        C|4-14-03-03|3|80|眼镜验光员|Optometrist
        C|4-14-03-04|2|64|眼镜定配工|Spectacle fitter
        C|6-18-01-07|3|96|数控车工|CNC lathe operator
        C|6-18-04-01|3|96|模具工|Mould maker
        C|6-24-02-01|2|72|低压电器装配工|Low-voltage apparatus assembler
        C|6-31-01-02|3|88|阀门装配调试|Valve assembly and testing
        C|6-20-03-01|3|80|汽车零部件装配|Automotive parts assembly
        C|4-02-06-01|2|56|仓储管理员|Warehouse keeper
        C|4-07-03-04|4|80|企业人力资源管理师|Human resources manager
        C|4-01-02-06|3|64|连锁经营管理师|Chain store manager
        C|2-02-07-13|4|112|智能制造产线技术|Smart production lines
        C|6-29-02-11|3|80|装配式建筑施工员|Prefabricated construction worker
        Q|6-31-01-03|2|80|低压电工|Low-voltage electrician
        Q|6-31-01-03|3|96|电工（中级）|Electrician, intermediate
        Q|6-31-01-03|4|112|电工（高级）|Electrician, advanced
        Q|6-18-02-04|2|80|焊工|Welder
        Q|6-18-02-04|3|96|焊工（中级）|Welder, intermediate
        Q|4-10-01-05|2|64|养老护理员|Elderly carer
        Q|4-10-01-05|3|80|养老护理员（中级）|Elderly carer, intermediate
        Q|4-10-01-02|2|64|育婴员|Infant carer
        Q|4-10-01-03|2|64|保育师|Nursery carer
        Q|4-10-01-06|1|48|家政服务员|Domestic helper
        Q|4-10-01-06|2|64|家政服务员（中级）|Domestic helper, intermediate
        Q|4-03-02-04|2|72|西式面点师|Western pastry baker
        Q|4-03-02-02|2|72|中式面点师|Chinese pastry cook
        Q|4-03-02-01|3|88|中式烹调师（瓯菜）|Chinese cook, Ou cuisine
        Q|4-03-02-07|2|56|茶艺师|Tea artist
        Q|4-03-02-10|2|56|咖啡师|Barista
        Q|4-10-03-02|2|72|美发师|Hairdresser
        Q|4-10-03-01|2|72|美容师|Beautician
        Q|4-10-04-02|2|64|保健按摩师|Massage therapist
        Q|4-12-01-01|3|88|汽车维修工|Car mechanic
        Q|4-07-05-04|2|72|消防设施操作员|Fire protection operator
        Q|4-07-05-01|1|40|保安员|Security guard
        Q|4-14-02-02|3|80|健康管理师|Health manager
        Q|6-09-03-01|3|80|木雕工（黄杨木雕）|Boxwood carver
        E|4-07-03-05|0|32|创业意识培训|Starting to think of a business
        E|4-07-03-05|0|56|创办你的企业|Start your business
        E|4-07-03-05|0|48|网络创业培训|Online business start-up
        E|4-07-03-05|0|40|农村电商创业|Rural e-commerce start-up
        S|3-01-02-05|1|40|办公软件应用|Office software
        S|3-01-02-06|1|32|职业素养与求职|Work habits and job search
        S|4-04-05-01|1|56|计算机程序设计入门|Introduction to programming
        S|4-13-05-03|1|48|新媒体内容编辑|New media content editing
        S|4-01-02-01|1|40|商务沟通与销售|Business communication and sales
        A|2-02-10-09|5|160|人工智能工程技术研修|Further study in AI engineering
        A|2-02-07-13|5|160|智能制造工程研修|Further study in smart manufacturing
        A|2-02-30-11|5|120|数字化转型管理研修|Further study in digital management
        A|2-01-06-02|5|120|鞋革产业设计研修|Further study in footwear design
        T|2-08-02-02|0|48|技能培训师资研修|Training of skills teachers
        T|2-08-02-02|0|40|企业新型学徒导师|Mentors of enterprise apprentices
        T|2-08-02-02|0|40|考评员研修|Training of skill assessors
        """;

    /// <summary>Every course with the programme that it belongs to, in the order of the catalogue.</summary>
    public static IReadOnlyList<(string ProgrammeId, Course Course)> All(int year)
    {
        var all = new List<(string, Course)>();
        foreach (var row in Rows.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var cells = row.Split('|');
            var programme = ProgrammeTable.ByLetter(cells[0][0]);
            all.Add((programme.Id, new Course
            {
                Id = string.Create(CultureInfo.InvariantCulture, $"{programme.Id}-{all.Count + 1:00}"),
                Occupation = cells[1],
                Level = int.Parse(cells[2], CultureInfo.InvariantCulture),
                ClassHours = int.Parse(cells[3], CultureInfo.InvariantCulture),
                Title = cells[4],
                TitleEn = cells[5],
                Batch = programme.BatchOf(year),
            }));
        }

        return all;
    }
}
