using System.Xml.Linq;
using NUnit.Framework;
using Vouchers.Testing;

namespace Vouchers.Tests;

/// <summary>Which project may reference which: the walls of the house.</summary>
public sealed class ReferenceTests
{
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Vouchers.Ledger"] = [],
        ["Vouchers.Credentials"] = [],
        ["Vouchers.Contracts"] = [],
        ["Vouchers.Storage"] = ["Vouchers.Ledger"],
        ["Vouchers.Reconciliation"] = ["Vouchers.Ledger"],
        ["Vouchers.Client"] = ["Vouchers.Contracts", "Vouchers.Credentials"],
        ["Vouchers.Service"] =
            ["Vouchers.Ledger", "Vouchers.Storage", "Vouchers.Credentials", "Vouchers.Contracts",
                "Vouchers.Reconciliation", "Vouchers.Web"],
        ["Vouchers.Counter"] = ["Vouchers.Client", "Vouchers.Credentials"],
        // The counter is put into it as files to serve, and not linked.
        ["Vouchers.Web"] = ["Vouchers.Client", "Vouchers.Credentials", "Vouchers.Counter"],
        ["Vouchers.Cli"] = ["Vouchers.Client", "Vouchers.Credentials", "Vouchers.Service"],
    };

    // Packages that one room only may use.
    private static readonly Dictionary<string, string[]> Homes = new()
    {
        ["Dapper"] = ["Vouchers.Storage"],
        ["Microsoft.Data.SqlClient"] = ["Vouchers.Storage"],
        ["Microsoft.Data.Sqlite"] = ["Vouchers.Storage"],
        ["QRCoder"] = ["Vouchers.Credentials"],
        ["Polly.Core"] = ["Vouchers.Client"],
        ["Google.Protobuf"] = ["Vouchers.Contracts"],
    };

    public static IEnumerable<string> Projects => Directory.EnumerateFiles(
        Path.Combine(Repository.Root, "src"), "*.csproj", SearchOption.AllDirectories);

    [TestCaseSource(nameof(Projects))]
    public void Project_References_OnlyWhatThePlanAllows(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        Assert.That(Allowed.Keys, Does.Contain(name), "A new project needs its place in the plan.");
        var references = Included(path, "ProjectReference").Select(r => Path.GetFileNameWithoutExtension(r)!);
        Assert.That(references, Is.SubsetOf(Allowed[name]));
    }

    [TestCaseSource(nameof(Projects))]
    public void Project_Packages_StayInTheirRoom(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        var strays = Included(path, "PackageReference")
            .Where(package => Homes.TryGetValue(package, out var homes) && !homes.Contains(name));
        Assert.That(strays, Is.Empty);
    }

    [Test]
    public void Ledger_Packages_None() => Assert.That(
        Included(Projects.Single(p => p.EndsWith("Vouchers.Ledger.csproj", StringComparison.Ordinal)),
            "PackageReference"), Is.Empty);

    private static IEnumerable<string> Included(string project, string item) =>
        XDocument.Load(project).Descendants(item).Select(e => (string)e.Attribute("Include")!);
}
