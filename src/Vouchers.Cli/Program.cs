using System.Globalization;
using Vouchers.Cli;

// Numbers and dates look alike on every machine, and scripts can read them.
CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
