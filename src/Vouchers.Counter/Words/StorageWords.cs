using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>Why this browser kept nothing.</summary>
internal static class StorageWords
{
    /// <param name="fault">The browser's name for it, or the client library's sentence.</param>
    /// <param name="t">The reader's language.</param>
    public static string Of(string fault, Tongue t) => fault switch
    {
        "QuotaExceededError" => t[
            "本机存储空间已满，这一笔没有保存，也没有办理。请清理磁盘空间后重新扫描；之前保存的都还在。",
            "This device's storage is full: nothing was kept or redeemed. Free some space and scan again; what was "
            + "kept before is still there."],
        "SecurityError" or "InvalidStateError" or "UnknownError" => t[
            "浏览器不允许本页保存数据（例如无痕窗口或磁盘故障），这一笔没有办理。请用普通窗口打开柜台。",
            "The browser keeps nothing for this page, as in a private window or with a broken disk; nothing was "
            + "redeemed. Open the counter in an ordinary window."],
        _ => t[$"本机无法保存数据，这一笔没有办理（{fault}）。请重新打开柜台后再试。",
            $"This device could not keep it, and nothing was redeemed ({fault}). Open the counter anew and try again."],
    };

    /// <summary>Why the device's memory cannot be used.</summary>
    public static string Memory(string fault, Tongue t) => fault switch
    {
        "QuotaExceededError" => t["本机存储空间已满，请清理磁盘空间。", "this device's storage is full; free some space."],
        _ => t[$"本机的离线数据无法读写（{fault}）。请联系人社部门，不要清除浏览器数据。",
            $"its memory cannot be used ({fault}). Call the bureau, and do not clear the browser's data."],
    };
}
