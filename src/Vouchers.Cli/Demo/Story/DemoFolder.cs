namespace Vouchers.Cli.Demo.Story;

/// <summary>
/// The output folder. A run begins afresh, so what an earlier one left is deleted: exactly the files that the demo
/// writes, because the folder is the user's.
/// </summary>
internal sealed class DemoFolder
{
    private const string Books = "vouchers.db";

    // Without it the folder is somebody else's, such as a service's own.
    private const string Mark = "demo.txt";

    private static readonly string[] Written =
    [
        Books, "vouchers.db-wal", "vouchers.db-shm", "development-issuer.pem", "voucher.png", "voucher.svg",
        "voucher.txt", "presentation.png", "presentation.txt", "jwks.json", "trust-list.cose", "journal.csv",
        "checkpoints.json", "balances.csv", "report.html",
        "payout.pain001.xml", "payout.csv", "payout.pain002.xml", "statement.camt053.xml", "reconciliation.html",
        "reconciliation.en.html", "reconciliation.csv",
    ];

    private DemoFolder(string path) => Path = path;

    public string Path { get; }

    public string Keys => this["keys"];

    /// <summary>The advice for each institution that was paid.</summary>
    public string Remittance => this["remittance"];

    public string this[string file] => System.IO.Path.Combine(Path, file);

    /// <summary>What is in the folder, by name; of a folder in it how many files.</summary>
    public IEnumerable<string> Left() => Directory.EnumerateDirectories(Path)
        .Select(inside => $"{System.IO.Path.GetFileName(inside)}/ ({Directory.GetFiles(inside).Length} files)")
        .Concat(Directory.EnumerateFiles(Path).Select(file => System.IO.Path.GetFileName(file))
            // SQLite's own, gone once the service stops.
            .Where(file => !file.EndsWith("-wal", StringComparison.Ordinal)
                && !file.EndsWith("-shm", StringComparison.Ordinal)))
        .Order(StringComparer.Ordinal);

    /// <summary>Makes the folder and clears what an earlier run left.</summary>
    /// <exception cref="CliFault">The folder cannot be used.</exception>
    public static DemoFolder Prepare(string path)
    {
        var folder = new DemoFolder(System.IO.Path.GetFullPath(path));
        if ((File.Exists(folder[Books]) || Directory.Exists(folder.Keys)) && !File.Exists(folder[Mark]))
            throw Faults.BadInput($"The folder {folder.Path} holds books or keys that no demo made; they are kept.",
                "name another folder with --output.");
        try
        {
            Directory.CreateDirectory(folder.Path);
            File.WriteAllText(folder[Mark], "The demo made the files in this folder, and deletes them when it runs.\n");
            foreach (var file in Written)
                File.Delete(folder[file]);
            if (Directory.Exists(folder.Keys))
                Directory.Delete(folder.Keys, recursive: true);
            Directory.CreateDirectory(folder.Remittance);
            foreach (var file in Directory.EnumerateFiles(folder.Remittance, "pay-*"))
                File.Delete(file);
            return folder;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Faults.BadInput($"The folder {folder.Path} cannot be written afresh: {e.Message}",
                "stop the demo that still runs there, or name another folder with --output.");
        }
    }
}
