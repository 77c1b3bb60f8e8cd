using System.Globalization;

namespace Vouchers.Ledger;

/// <summary>The life of a month.</summary>
public enum PeriodState
{
    None = 0,
    Open = 1,

    /// <summary>Everything is explained; nothing is posted in it any more.</summary>
    Closed = 2,

    /// <summary>Closed, and somebody asked to open it again; a second person decides.</summary>
    ReopeningRequested = 3,
}

/// <summary>A calendar month of a funding account.</summary>
/// <param name="Id">E.g. <c>f1.2026-11</c>: the funding account's number and the month.</param>
/// <param name="FundingAccountId">Whose month.</param>
/// <param name="FirstDay">Its first day.</param>
/// <param name="State">Where it stands.</param>
/// <param name="ClosingMinorUnits">The bank's balance at its end; null until it is closed with a statement.</param>
/// <param name="CarriedOver">How many payments near its end are looked for in the next month.</param>
/// <param name="ClosedBy">Who closed it; empty while it is open.</param>
/// <param name="ClosedAt">When.</param>
/// <param name="RequestedBy">Who asked to open it again; empty where nobody does.</param>
/// <param name="Reason">Why.</param>
public sealed record Period(
    Id<Period> Id,
    Id<FundingAccount> FundingAccountId,
    DateOnly FirstDay,
    PeriodState State,
    long? ClosingMinorUnits,
    int CarriedOver,
    string ClosedBy,
    Timestamp? ClosedAt,
    string RequestedBy,
    string Reason) : Entity
{
    /// <inheritdoc/>
    public override string Key => Id.Value;

    /// <summary>The month of an account that holds this day.</summary>
    public static Id<Period> IdOf(FundingAccount funding, DateOnly day) => Id<Period>.Parse(
        string.Create(CultureInfo.InvariantCulture, $"f{funding.Number}.{day:yyyy-MM}"));

    /// <summary>An open month.</summary>
    public static Period New(FundingAccount funding, DateOnly day) => new(
        IdOf(funding, day), funding.Id, new DateOnly(day.Year, day.Month, 1), PeriodState.Open, null, 0, "", null, "",
        "");

    /// <summary>The refusal of a posting in a month that is closed; else null.</summary>
    public Refusal? Refuses() => State == PeriodState.Open
        ? null
        : Refusal.Of(RefusalCode.PeriodClosed,
            $"{FirstDay:yyyy-MM} of '{FundingAccountId}' was closed at {ClosedAt}; it takes nothing more unless two "
            + "people open it again.", ("period", Key), ("closed_at", ClosedAt.ToString() ?? ""));
}
