namespace Vouchers.Web;

/// <summary>
/// What a demo offers at its sign-in: people of whom there is something to see, and a counter. The program that has the
/// data fills it in; it is empty elsewhere.
/// </summary>
public sealed class DemoTour
{
    /// <summary>Whom to sign in as, and where that leads.</summary>
    public IReadOnlyList<DemoStop> Stops { get; set; } = [];

    /// <summary>The address that makes this browser a counter, once; null where there is none.</summary>
    public Uri? Counter { get; set; }
}

/// <summary>One person of a demo.</summary>
/// <param name="Person">A citizen's id, or a staff member's subject.</param>
/// <param name="To">The page of ours that shows it.</param>
/// <param name="Chinese">What there is to see.</param>
/// <param name="English">The same.</param>
public sealed record DemoStop(string Person, string To, string Chinese, string English);
