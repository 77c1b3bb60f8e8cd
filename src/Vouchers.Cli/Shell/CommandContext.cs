using System.CommandLine;
using Grpc.Core;

namespace Vouchers.Cli;

/// <summary>What every command is made with: it turns a function into a command's action.</summary>
internal sealed record CommandContext(Terminal Terminal, GlobalOptions Global)
{
    /// <summary>Runs the function and turns whatever ends it into an exit code.</summary>
    public void Set(Command command, Func<Run, Task<int>> work) => command.SetAction(async (answers, cancellation) =>
    {
        var run = new Run(Terminal, Global, answers, cancellation);
        try
        {
            return await work(run);
        }
        catch (CliFault fault)
        {
            Faults.Tell(fault, Terminal, run.Json);
            return fault.Code;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return Tell(new(ExitCode.Unexpected, "Cancelled."), run);
        }
        catch (RpcException e)
        {
            return Tell(new(
                ExitCode.Unexpected,
                $"The service at {run.Address} failed ({e.StatusCode}: {e.Status.Detail}).",
                "look into its log; this is a bug, or another program answers at this address."), run);
        }
    });

    private int Tell(CliFault fault, Run run)
    {
        Faults.Tell(fault, Terminal, run.Json);
        return fault.Code;
    }
}
