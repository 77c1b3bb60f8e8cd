using Google.Protobuf;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Import;

/// <summary>Finds the row and the column that a refusal of the service speaks of.</summary>
internal static class Blame
{
    /// <summary>The fault of a record that was refused alone.</summary>
    public static Reject For<T>(ImportKind<T> kind, Entry<T> entry, VoucherRefusal refusal)
        where T : IMessage<T>
    {
        var field = refusal.Reason == RefusalReason.InvalidField ? refusal.Facts.GetValueOrDefault("field", "") : "";
        var row = kind.RowOf(entry, field);
        var name = NameOf(refusal, field);
        // What is there already has the id of the record itself.
        var column = refusal.Reason == RefusalReason.AlreadyExists
            ? kind.KeysOf(entry.Record).First().Column
            : kind.Columns.FirstOrDefault(column => column.Name == name);
        return row.RejectOf(column, column is null ? "" : row.Raw(column), ReasonOf(refusal));
    }

    private static string ReasonOf(VoucherRefusal refusal) => refusal.Facts.TryGetValue("rule", out var rule)
        ? $"{ReasonWords.Of(refusal.Reason)}: {rule}"
        : refusal.ToString();

    // Columns are named like the fields of the API, and like the things that they refer to.
    private static string? NameOf(VoucherRefusal refusal, string field) => refusal.Reason switch
    {
        RefusalReason.InvalidField => field[(field.LastIndexOf('.') + 1)..],
        RefusalReason.NotFound => refusal.Facts.GetValueOrDefault("resource") + "_id",
        RefusalReason.DuplicateCitizen => "national_id",
        RefusalReason.OtherCitizen => "citizen_id",
        RefusalReason.OtherInstitution or RefusalReason.InstitutionSuspended or RefusalReason.AccreditationLapsed =>
            "institution_id",
        RefusalReason.BranchMismatch => "branch_id",
        RefusalReason.SessionCancelled or RefusalReason.SessionClosed or RefusalReason.SessionFull => "session_id",
        RefusalReason.NominationRequired => "nominated_by",
        _ => null,
    };
}
