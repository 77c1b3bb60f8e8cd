using System.Collections.Concurrent;
using System.Text;
using Microsoft.Playwright;
using NUnit.Framework;
using Vouchers.EndToEnd.Service;
using Vouchers.Testing;
using Vouchers.Web;

namespace Vouchers.EndToEnd.Chromium;

/// <summary>The clerk's queue: a phone before the camera, a USB scanner, a picture, a typed code.</summary>
public sealed class CounterTests : AtTheCounter
{
    [Test]
    public async Task Camera_SeesTheWallet_AndTheCounterRedeems()
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var counter = await VisitAsync(
            Service.Addresses.Web, browser: await CameraAsync(GreyPicture.FromPng(await PhoneAsync(citizen, voucher.Id))));
        await CounterDoor.OpenAsync(counter.Page, Scene);

        await counter.Page.ClickAsync("text=Scan by camera");
        await Expect(counter.Page.Locator(".verdict.good .big")).ToHaveTextAsync("✓ 王*明");
        await counter.Page.ClickAsync("#next");

        var receipt = counter.Page.Locator(".receipt");
        await Expect(receipt).ToContainTextAsync("✓ Redeemed");
        await Expect(receipt).ToContainTextAsync("CNY 1,000.00");
        await ExpectRedeemedAsync(voucher.Id);
    }

    [Test]
    public async Task Camera_SeesTheNextCitizen_WhileTheLastIsAskedFor_AndTakesThemUpNext()
    {
        var codes = new List<string>();
        for (var n = 0; n < 2; n++)
        {
            var (citizen, voucher) = await Scene.HolderAsync("vtc");
            codes.Add(await Scene.PresentAsync(citizen, voucher.Id));
        }

        var page = (await VisitAsync(
            Service.Addresses.Web, browser: await CameraAsync([.. codes.Select(GreyPicture.OfQr)]))).Page;
        var (asked, answer) = (new ConcurrentQueue<string>(), new TaskCompletionSource());
        await page.RouteAsync("**/VerifyVoucher", async route =>
        {
            var request = Encoding.UTF8.GetString(route.Request.PostDataBuffer!);
            asked.Enqueue(codes.Single(code => request.Contains(code, StringComparison.Ordinal)));
            await answer.Task;
            await route.ContinueAsync();
        });
        await CounterDoor.OpenAsync(page, Scene);

        await page.ClickAsync("text=Scan by camera");
        Assert.That(() => asked, Has.Count.AtLeast(1).After(60_000, 50));
        await CameraTurnsAsync(page, asked.First());
        // Where that took long, the first was asked for again.
        var before = asked.Count;
        answer.SetResult();

        Assert.That(() => asked, Has.Count.GreaterThan(before).After(60_000, 50));
        Assert.That(asked.Take(before + 1), Is.SupersetOf(codes));
    }

    [Test]
    public async Task Scanner_TypesIntoAnyField_AndNothingButTheScanHappens()
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var page = await CounterAsync();
        await page.FocusAsync("#code");

        await ScanAsync(page, await Scene.PresentAsync(citizen, voucher.Id));

        await Expect(page.Locator(".verdict.good .big")).ToHaveTextAsync("✓ 王*明");
        await Expect(page.Locator("#next")).ToBeFocusedAsync();
        Assert.That(await StateAsync(voucher.Id), Is.EqualTo(V1.Voucher.Types.State.Active), "a scan redeems nothing");
        // Until then a second line feed of the scanner's is swallowed.
        await page.Clock.RunForAsync(300);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".receipt .big")).ToHaveTextAsync("✓ Redeemed");
        await ExpectRedeemedAsync(voucher.Id);
    }

    [Test]
    public async Task Scanner_TypesAForeignCodeOnTheRedeemButton_AndPressesNothing(
        [Values("6901234567892", "https://pay.example.org/q?a=1 b")] string foreign)
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var page = await CounterAsync();
        await ScanAsync(page, await Scene.PresentAsync(citizen, voucher.Id));
        await Expect(page.Locator("#next")).ToBeFocusedAsync();
        await page.Clock.RunForAsync(300);

        await ScanAsync(page, foreign);

        await Expect(page.Locator(".verdict.bad .big")).ToHaveTextAsync("✗ No voucher");
        Assert.That(await StateAsync(voucher.Id), Is.EqualTo(V1.Voucher.Types.State.Active));
    }

    [Test]
    public async Task EnrolNow_PressedTwiceInARow_RedeemsNothing()
    {
        var citizen = await Scene.ImportAsync();
        var voucher = await Scene.IssueAsync(citizen);
        var page = await CounterAsync();
        await ScanAsync(page, await Scene.PresentAsync(citizen, voucher.Id));

        await page.ClickAsync("button:text('Enrol now')");
        await Expect(page.Locator(".verdict.good #next")).ToBeFocusedAsync();
        // The second click of a double click comes when another button is there.
        await page.HoverAsync("#next");
        await page.Mouse.DownAsync(new() { ClickCount = 2 });
        await page.Mouse.UpAsync(new() { ClickCount = 2 });
        await Expect(page.Locator(".verdict.good #next")).ToBeVisibleAsync();
        Assert.That(await StateAsync(voucher.Id), Is.EqualTo(V1.Voucher.Types.State.Active));
        // A key that is held comes again and again, and is let go at last.
        await page.Keyboard.DownAsync("Enter");
        await Expect(page.Locator(".receipt .big")).ToHaveTextAsync("✓ Redeemed");
        for (var held = 0; held < 3; held++)
            await page.Keyboard.DownAsync("Enter");
        await page.Keyboard.UpAsync("Enter");

        await Expect(page.Locator(".receipt .big")).ToHaveTextAsync("✓ Redeemed");
    }

    [Test]
    public async Task Picture_OfTheVoucher_IsRead_AndOthersAreToldWhatTheyAre()
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var picture = await PhoneAsync(citizen, voucher.Id);
        var page = await CounterAsync();

        await page.SetInputFilesAsync("input[type=file]", FileOf("text.png", "no picture"u8.ToArray()));
        await Expect(page.Locator(".verdict.bad")).ToContainTextAsync("This file is no picture.");
        await page.SetInputFilesAsync("input[type=file]", FileOf("page.png", await page.ScreenshotAsync()));
        await Expect(page.Locator(".verdict.bad")).ToContainTextAsync("No code can be read in this picture.");
        await page.SetInputFilesAsync("input[type=file]", FileOf("voucher.png", picture));

        await page.ClickAsync("#next");
        await Expect(page.Locator(".receipt .big")).ToHaveTextAsync("✓ Redeemed");
        await ExpectRedeemedAsync(voucher.Id);
    }

    [Test]
    public async Task TypedCode_WithAWrongPin_IsRefused_AndWithTheRightOneRedeemed()
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var paper = await Scene.Vouchers.GetVoucherCredentialAsync(
            new() { VoucherId = voucher.Id }, Scene.Citizen(citizen));
        var pin = (await Scene.Vouchers.GetVoucherPinAsync(
            new() { VoucherId = voucher.Id }, Scene.Citizen(citizen))).Pin;
        var page = await CounterAsync();

        await TypeAsync(page, paper.Code);
        await Expect(page.Locator("#pin")).ToBeFocusedAsync();
        await page.FillAsync("#pin", pin == "000000" ? "000001" : "000000");
        await page.Keyboard.PressAsync("Enter");
        await page.ClickAsync("#next");
        await Expect(page.Locator(".verdict.ask strong")).ToContainTextAsync("PIN");
        await Expect(page.Locator("#pin")).ToBeFocusedAsync();
        await page.FillAsync("#pin", pin);
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator(".verdict.good")).ToContainTextAsync("Compare the name on the ID document.");
        await page.ClickAsync("#next");
        await Expect(page.Locator(".receipt .big")).ToHaveTextAsync("✓ Redeemed");
        await ExpectRedeemedAsync(voucher.Id);
    }

    [Test]
    public async Task Voucher_UsedElsewhere_TellsWhenWhereAndWhichReceipt([Values] bool isTyped)
    {
        var (citizen, voucher) = await Scene.HolderAsync("city-college");
        var shown = await Scene.PresentAsync(citizen, voucher.Id);
        var used = (await Scene.Redemptions.RedeemVoucherAsync(
            new()
            {
                RequestId = Scene.NewId(), SessionId = Scene.SessionOf("city-college"),
                Evidence = new() { QrText = shown },
            }, Scene.Operator("city-college"))).Redemption;
        var page = await CounterAsync();

        if (isTyped)
        {
            var paper = await Scene.Vouchers.GetVoucherCredentialAsync(
                new() { VoucherId = voucher.Id }, Scene.Officer);
            await TypeAsync(page, paper.Code);
            await page.FillAsync("#pin", "000000");
            await page.Keyboard.PressAsync("Enter");
        }
        else
        {
            await ScanAsync(page, shown);
        }

        await Expect(page.Locator(".verdict.bad")).ToContainTextAsync(
            $"This voucher was used on {Tongue.English.Moment(used.RedeemedAt)} at city-college, Main; "
            + $"receipt {used.Receipt}.");
        await Expect(page.Locator(".verdict.bad .big")).ToHaveTextAsync("✗ Not accepted: 王*明");
    }

    [Test]
    public async Task TypedText_ThatIsNoVoucher_GetsASentence_AndASlipStaysToBeCorrected()
    {
        const string Slip = "ABCD-EFGH-JKMN-0";
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var page = await CounterAsync();
        (string Text, string Sentence)[] typed =
        [
            ("13800138000", "This is a phone number"), ("330300199001011234", "This is an ID number"),
            ("https://example.org/x", "web address"), ("TV9:ABC", "newer kind"),
            ("TV1:ABC", "Only part of the code arrived"), (Slip, "A character of the code is wrong"),
        ];

        foreach (var (text, sentence) in typed)
        {
            await TypeAsync(page, text);

            await Expect(page.Locator(".verdict.bad")).ToContainTextAsync(sentence);
            await Expect(page.Locator("#code")).ToHaveValueAsync(text == Slip ? Slip : "");
        }

        await page.Keyboard.TypeAsync("X", new() { Delay = 400 });
        await Expect(page.Locator("#code")).ToHaveValueAsync("X");
        await TypeAsync(page, Slip);
        await Expect(page.Locator("#code")).ToHaveValueAsync(Slip);
        await ScanAsync(page, await Scene.PresentAsync(citizen, voucher.Id));
        await Expect(page.Locator(".verdict.good .big")).ToHaveTextAsync("✓ 王*明");
        await page.ClickAsync("text=Not now");
        await Expect(page.Locator("#code")).ToHaveValueAsync("");
    }

    [Test]
    public async Task Guest_WithoutASeat_IsEnrolled_AndTheSlipIsUndone()
    {
        var citizen = await Scene.ImportAsync();
        var voucher = await Scene.IssueAsync(citizen);
        var page = await CounterAsync();

        await ScanAsync(page, await Scene.PresentAsync(citizen, voucher.Id));
        await page.ClickAsync("button:text('Enrol now')");
        await page.ClickAsync("button:text('Redeem')");
        await page.ClickAsync("text=Undo …");
        await page.FillAsync("#reason", "The wrong session was picked");
        await page.ClickAsync("text=Undo it");
        await Expect(page.Locator(".receipt .big")).ToHaveTextAsync("Undone");
        await page.ClickAsync("text=Today");

        await Expect(page.Locator("tbody tr").First).ToContainTextAsync("Undone");
        Assert.That(await StateAsync(voucher.Id), Is.EqualTo(V1.Voucher.Types.State.Active));
    }

    [Test]
    public async Task Today_OfRedemptionsMadeElsewhere_TellsNamesAndNoIds()
    {
        var (known, unknown) = (await Scene.HolderAsync("vtc"), await Scene.HolderAsync("vtc"));
        var page = await CounterAsync();
        await ScanAsync(page, await Scene.PresentAsync(known.Citizen, known.Voucher.Id));
        await Expect(page.Locator(".verdict.good")).ToBeVisibleAsync();
        var receipts = new List<string>();
        foreach (var (citizen, voucher) in new[] { known, unknown })
            receipts.Add((await Scene.Redemptions.RedeemVoucherAsync(
                await Scene.RedeemRequestAsync(citizen, voucher.Id, "vtc"), Scene.Operator("vtc"))).Redemption.Receipt);

        await page.ClickAsync("text=Today");

        await Expect(page.Locator($"tbody tr:has-text('{receipts[0]}')")).ToContainTextAsync("王*明");
        await Expect(page.Locator($"tbody tr:has-text('{receipts[1]}')"))
            .ToContainTextAsync("not shown at this counter");
        await Expect(page.Locator($"td:text-is('{unknown.Citizen}')")).ToHaveCountAsync(0);
    }

    [Test]
    public async Task Camera_ThatIsNotThere_IsTold_AndTheScannerGoesOn()
    {
        var (citizen, voucher) = await Scene.HolderAsync("vtc");
        var page = await CounterAsync();

        await page.ClickAsync("text=Scan by camera");
        await Expect(page.GetByRole(AriaRole.Alert)).ToContainTextAsync("camera");
        await ScanAsync(page, await Scene.PresentAsync(citizen, voucher.Id));

        await Expect(page.Locator(".verdict.good .big")).ToHaveTextAsync("✓ 王*明");
    }

    /// <summary>Another code is before the camera from now on, and the app has had time to see it.</summary>
    private static async Task CameraTurnsAsync(IPage page, string from) => await page.EvaluateAsync("""
        async from => {
            const zxing = await import(new URL('zxing/reader/index.js', document.baseURI));
            const video = document.querySelector('video');
            const wait = time => new Promise(done => setTimeout(done, time));
            const seen = async () => {
                const frame = new OffscreenCanvas(video.videoWidth, video.videoHeight).getContext('2d');
                frame.drawImage(video, 0, 0);
                const pixels = frame.getImageData(0, 0, video.videoWidth, video.videoHeight);
                return (await zxing.readBarcodes(pixels, { formats: ['QRCode'] }))[0]?.text ?? from;
            };
            for (video.pause(); await seen() === from; video.pause()) {
                await video.play();
                await wait(50);
            }
            await wait(500);
        }
        """, from);

    private async Task<IPage> CounterAsync()
    {
        var visit = await VisitAsync(Service.Addresses.Web);
        await visit.Page.Clock.InstallAsync();
        await CounterDoor.OpenAsync(visit.Page, Scene);
        return visit.Page;
    }

    /// <summary>The holder's phone as a camera sees it now.</summary>
    private async Task<byte[]> PhoneAsync(string citizen, string voucher)
    {
        var phone = await VisitAsync(Service.Addresses.Web, width: 390);
        await phone.SignInAsync(citizen);
        await phone.Page.GotoAsync($"/wallet/{voucher}/show");
        return await phone.Page.Locator("figure").ScreenshotAsync();
    }

    /// <summary>A USB scanner's keys. The page's clock stands still meanwhile, so that none comes late.</summary>
    private static async Task ScanAsync(IPage page, string text)
    {
        await page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().UtcDateTime.AddSeconds(2));
        await page.Keyboard.TypeAsync(text);
        await page.Keyboard.PressAsync("Enter");
        await page.Clock.ResumeAsync();
    }

    private static async Task TypeAsync(IPage page, string text)
    {
        await page.FillAsync("#code", text);
        await page.ClickAsync("text=Look it up");
    }

    private async Task<V1.Voucher.Types.State> StateAsync(string voucher) =>
        (await Scene.Vouchers.GetVoucherAsync(new() { VoucherId = voucher }, Scene.Officer)).Voucher.State;

    private async Task ExpectRedeemedAsync(string voucher) =>
        Assert.That(await StateAsync(voucher), Is.EqualTo(V1.Voucher.Types.State.Redeemed));

    private static FilePayload FileOf(string name, byte[] content) =>
        new() { Name = name, MimeType = "image/png", Buffer = content };
}
