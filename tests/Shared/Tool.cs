using System.ComponentModel;
using System.Diagnostics;
using NUnit.Framework;

namespace Vouchers.Testing;

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
}
