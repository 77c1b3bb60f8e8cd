namespace Vouchers.Testing;

/// <summary>Where the repository lies: the folder above the test's that holds the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>A path below the repository's root.</summary>
    public static string PathOf(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>A path below the folder tests.</summary>
    public static string TestFile(params string[] parts) => PathOf(["tests", .. parts]);

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("No folder above the tests holds Vouchers.sln."),
        _ when File.Exists(Path.Combine(folder.FullName, "Vouchers.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
