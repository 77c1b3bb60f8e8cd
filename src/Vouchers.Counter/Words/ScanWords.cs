using Vouchers.Web;

namespace Vouchers.Counter;

/// <summary>What a clerk reads, and can read out, where a text is no voucher.</summary>
internal static class ScanWords
{
    public static string Of(ScanFault fault, Tongue t) => fault switch
    {
        ScanFault.Nothing => t["没有读到内容，请再扫一次。", "Nothing was read; scan again."],
        ScanFault.CutShort => t[
            "只读到二维码的一部分，没有提交。请把整个二维码放进画面再扫一次。",
            "Only part of the code arrived, and nothing was sent. Scan the whole code again."],
        ScanFault.OtherVersion => t[
            "这是新版本的培训券，本程序还不认识。请联网后更新本程序。",
            "This voucher is of a newer kind than this app knows. Go on line and update the app."],
        ScanFault.WebAddress => t[
            "这是一个网址的二维码，不是培训券。请学员打开“我的培训券”并出示其中的二维码。",
            "This is the code of a web address, not of a voucher. Ask the holder to open the voucher and show its code."],
        ScanFault.DeviceLink => t[
            "这是登记柜台设备的二维码，不是培训券。本设备已经登记；要改登记为另一台，请在本浏览器中打开登记链接。",
            "This code makes a browser a counter, and is no voucher. This browser is one already; to make it another "
            + "one, open the link in this browser."],
        ScanFault.PhoneNumber => t[
            "这是手机号，不是培训券代码。代码有 13 个字符，印在券上二维码的下方。",
            "This is a phone number, not a voucher's code. The code has 13 characters and stands below the QR code."],
        ScanFault.NationalId => t[
            "这是身份证号，请不要在此输入。需要的是券上的 13 位代码。",
            "This is an ID number; please never enter one here. What is needed is the voucher's code of 13 characters."],
        ScanFault.PaymentCode => t[
            "这是付款码，不是培训券。请学员打开“我的培训券”并出示其中的二维码。",
            "This is a payment code, not a voucher. Ask the holder to open the voucher and show its code."],
        ScanFault.Receipt => t[
            "这是核销回执号，不是培训券。要撤销这笔核销，请打开“今日记录”。",
            "This is a receipt's number, not a voucher. To undo that redemption, open today's list."],
        ScanFault.CodeLength => t[
            "代码应有 13 个字符（连字符不算），请再核对一遍。",
            "A code has 13 characters, hyphens aside; compare it once more."],
        ScanFault.CodeMistyped => t[
            "代码有一处输错了：最后一位校验不符。请再核对一遍。",
            "A character of the code is wrong: the last one does not fit the others. Compare it once more."],
        ScanFault.NoCodeInPicture => t[
            "图片里没有找到清晰的二维码。请选一张完整、清楚的图片。",
            "No code can be read in this picture. Choose one in which the whole code is sharp."],
        ScanFault.NoPicture => t["这个文件不是图片。", "This file is no picture."],
        _ => t[
            "这不是培训券的二维码或代码。培训券的二维码在学员手机的“我的培训券”里，或在打印的券上。",
            "This is no voucher. Its code is in the wallet on the holder's phone, or on the printed voucher."],
    };
}
