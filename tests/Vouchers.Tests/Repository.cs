namespace Vouchers.Tests;

/// <summary>Where the repository lies: the folder above the test's that holds the solution.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) => folder switch
    {
        null => throw new InvalidOperationException("No folder above the tests holds Vouchers.sln."),
        _ when File.Exists(Path.Combine(folder.FullName, "Vouchers.sln")) => folder.FullName,
        _ => Find(folder.Parent),
    };
}
