using NUnit.Framework;

namespace Vouchers.Testing;

/// <summary>Schemas and real banks' files that lie beside the repository, where somebody put them there.</summary>
internal static class SharedData
{
    /// <summary>A file below <c>shared/data/iso20022</c>; without it the test is skipped, visibly.</summary>
    public static string PathOf(string name)
    {
        for (var folder = new DirectoryInfo(Repository.Root); folder is not null; folder = folder.Parent)
        {
            var path = Path.Combine(folder.FullName, "shared", "data", "iso20022", name);
            if (File.Exists(path))
                return path;
        }

        Assert.Ignore($"There is no shared/data/iso20022/{name} beside the repository.");
        return "";
    }
}
