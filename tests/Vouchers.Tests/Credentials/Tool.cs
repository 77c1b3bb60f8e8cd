using System.ComponentModel;
using System.Diagnostics;
using NUnit.Framework;

namespace Vouchers.Tests.Credentials;

/// <summary>Runs a program that is independent of ours. Where it is missing the test is skipped, visibly.</summary>
internal static class Tool
{
    public static (int ExitCode, string Output, string Error) Run(
        string program, string howToInstall, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = System.Text.Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start)!;
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output, error.Result);
        }
        catch (Win32Exception)
        {
            Assert.Ignore($"{program} is not installed: {howToInstall}.");
            throw;
        }
    }

    /// <summary>A file in the folder tests, found from the build's output upwards.</summary>
    public static string TestFile(params string[] path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Vouchers.sln")))
                return Path.Combine([folder.FullName, "tests", .. path]);
        }
        throw new DirectoryNotFoundException("The tests run outside of the repository.");
    }
}
