using Google.Protobuf.WellKnownTypes;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>Sessions and redemptions in words.</summary>
internal static class TillWords
{
    public static string Title(KeptSession session, Tongue t) => t[session.Title, session.TitleInEnglish];

    /// <summary>The course of a session that the counter knows, and its id; the id alone of any other.</summary>
    public static string Session(Desk desk, string id, Tongue t) =>
        desk.Places?.Sessions.Find(session => session.Id == id) is { } known ? $"{Title(known, t)} · {id}" : id;

    /// <summary>The names of an institution and its branch; the ids of another one's.</summary>
    public static string Place(Desk desk, string institutionId, string branchId) =>
        desk.Places is { } places && institutionId == desk.Device?.InstitutionId
            ? $"{places.Institution} · {places.Branches.GetValueOrDefault(branchId, branchId)}"
            : $"{institutionId} · {branchId}";

    public static string Days(KeptSession session, Tongue t)
    {
        var first = t.Date(Timestamp.FromDateTimeOffset(session.StartsAt));
        var last = t.Date(Timestamp.FromDateTimeOffset(session.EndsAt));
        return first == last ? first : $"{first} – {last}";
    }

    public static string Of(Redemption.Types.State state, Tongue t) => state switch
    {
        Redemption.Types.State.Voided => t["已撤销", "Undone"],
        Redemption.Types.State.ClawedBack => t["已追回", "Taken back"],
        Redemption.Types.State.Paid => t["已付款", "Paid"],
        Redemption.Types.State.InPayout => t["付款中", "In a payment"],
        _ => t["已核销", "Redeemed"],
    };
}
