using Google.Protobuf.WellKnownTypes;
using Vouchers.V1;
using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>Sessions and redemptions in words.</summary>
internal static class TillWords
{
    public static string Title(KeptSession session, Tongue t) => t[session.Title, session.TitleInEnglish];

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
