using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>Why there is no picture from the camera.</summary>
internal static class CameraWords
{
    /// <param name="fault">The browser's name for it; empty where there is a picture.</param>
    /// <param name="t">The reader's language.</param>
    public static string Of(string fault, Tongue t) => fault switch
    {
        "" => "",
        "NotAllowedError" or "SecurityError" => t[
            "浏览器没有允许使用摄像头。请点地址栏左侧的图标，允许“摄像头”后再试；也可以用扫码枪、图片或代码。",
            "The browser did not allow the camera. Allow it by the icon beside the address and try again; or use a "
            + "scanner, a picture or the typed code."],
        "NotFoundError" or "OverconstrainedError" => t[
            "没有找到摄像头。请接上摄像头，或用扫码枪、图片或代码。",
            "There is no camera. Connect one, or use a scanner, a picture or the typed code."],
        "NotReadableError" or "AbortError" => t[
            "摄像头被另一个程序占用。请关闭那个程序后再试。", "Another program uses the camera. Close it and try again."],
        _ => t[$"摄像头无法使用（{fault}）。可以用扫码枪、图片或代码。",
            $"The camera does not work ({fault}). Use a scanner, a picture or the typed code."],
    };
}
