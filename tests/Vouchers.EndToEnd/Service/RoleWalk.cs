using Grpc.Core;
using NUnit.Framework;

namespace Vouchers.EndToEnd.Service;

/// <summary>Makes one call with each role that a token can carry.</summary>
internal static class RoleWalk
{
    private static readonly string[] Roles =
    [
        "programme_officer", "citizen", "institution_operator", "device", "evaluation_agency", "finance", "auditor",
    ];

    /// <summary>The roles in the list, and no others, get past the check of roles.</summary>
    public static async Task ExpectAsync(
        RunningService service, string citizen, string call, string allowed, Func<Metadata, Task> make)
    {
        foreach (var role in Roles)
        {
            var reason = await ReasonAsync(() => make(HeadersOf(service, role, citizen)));
            if (allowed.Split(' ').Contains(role))
                Assert.That(reason, Is.Not.EqualTo("NOT_PERMITTED"), $"{call} by {role}");
            else
                Assert.That(reason, Is.EqualTo("NOT_PERMITTED"), $"{call} by {role}");
        }
    }

    private static async Task<string> ReasonAsync(Func<Task> call)
    {
        try
        {
            await call();
            return "";
        }
        catch (RpcException e)
        {
            Assert.That(e.StatusCode, Is.Not.AnyOf(StatusCode.Internal, StatusCode.Unknown, StatusCode.Unimplemented),
                e.Status.Detail);
            return Expect.InfoOf(e)?.Reason ?? "";
        }
    }

    private static Metadata HeadersOf(RunningService service, string role, string citizen) => service.As(role,
        institution: role is "institution_operator" or "device" ? "vtc" : null,
        branch: role == "device" ? "vtc-b1" : null,
        device: role == "device" ? "vtc-d1" : null,
        citizen: role == "citizen" ? citizen : null,
        agency: role == "evaluation_agency" ? "a1" : null);
}
