using Vouchers.Cli;

return await CommandLine.RunAsync(args, Terminal.OfProcess());
