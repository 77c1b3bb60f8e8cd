using Grpc.Core;
using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>Who makes a call, as the interceptor read it from the token.</summary>
internal static class Callers
{
    private static readonly object Slot = new();

    /// <summary>The caller of a call that needs a token.</summary>
    public static Actor Caller(this ServerCallContext context) =>
        Find(context) ?? throw new InvalidOperationException($"{context.Method} was reached without a caller.");

    /// <summary>The caller, or null for an anonymous one.</summary>
    public static Actor? Find(ServerCallContext context) =>
        context.UserState.TryGetValue(Slot, out var actor) ? actor as Actor : null;

    public static void Set(ServerCallContext context, Actor actor) => context.UserState[Slot] = actor;
}
