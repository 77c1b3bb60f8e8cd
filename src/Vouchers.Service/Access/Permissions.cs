using Vouchers.Ledger;

namespace Vouchers.Service;

/// <summary>
/// Who may read what. A row of somebody else is answered like a row that is not there, so that ids tell nothing.
/// </summary>
internal static class Permissions
{
    /// <summary>Ends the call where the caller has none of these roles.</summary>
    public static void Demand(this Actor actor, params ReadOnlySpan<Role> allowed)
    {
        if (actor.Lacks(allowed) is { } refusal)
            throw refusal.ToRpcException();
    }

    /// <summary>True where an institution's or a citizen's row is the actor's to read; others see every row.</summary>
    public static bool MayRead(this Actor actor, Id<Institution>? institution, Id<Citizen> citizen) => actor.Role switch
    {
        Role.InstitutionOperator or Role.Device => institution is not null && actor.Institution == institution,
        Role.Citizen => actor.Citizen == citizen,
        _ => true,
    };

    /// <summary>The columns that narrow a list to the actor's own rows, added to the filters it asked for.</summary>
    public static IReadOnlyList<(string Column, object Value)> Own(
        this Actor actor, params IReadOnlyList<(string Column, object? Value)> asked)
    {
        var where = asked.Where(f => f.Value is not null).Select(f => (f.Column, f.Value!)).ToList();
        if (actor.Role is Role.InstitutionOperator or Role.Device)
            where.Add(("institution_id", actor.Institution!.Value.Value));
        if (actor.Role == Role.Citizen)
            where.Add(("citizen_id", actor.Citizen!.Value.Value));
        return where;
    }
}
