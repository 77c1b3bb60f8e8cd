using System.Text.Json;
using System.Text.Json.Nodes;
using NUnit.Framework;
using Vouchers.Client.Offline;
using Vouchers.Credentials;
using Vouchers.Testing;
using Vouchers.Tests.Credentials;
using Vouchers.V1;
using Status = Vouchers.Credentials.VoucherStatus;

namespace Vouchers.Tests.Offline;

/// <summary>What a device refuses by itself, and which of several reasons it tells.</summary>
public sealed class OfflineRuleTests
{
    /// <summary>One fault after the other is mended, in the order in which they are told.</summary>
    [Test]
    public async Task Check_WithEveryFaultThatIsLeft_TellsTheFirst()
    {
        using var till = new Till
        {
            ClockOffset = null, Status = null, Lease = null,
            Term = new()
            {
                ProgrammeId = "another", Value = Till.Cny(100_000), OpensAt = Till.Stamp(Sample.Now.AddDays(3)),
                ClosesAt = Till.Stamp(Sample.Now.AddDays(4)), Cap = Till.Cny(50_000),
                Refusal = new() { Reason = RefusalReason.OfflineNotAllowed, Message = "not off line" },
            },
        };
        var claims = Till.Shown(at: Sample.Now.AddMinutes(10)) with { Institution = "city-college" };
        (OfflineRule Rule, Action Mend)[] steps =
        [
            (OfflineRule.ClockUnsure, () => till.ClockOffset = TimeSpan.Zero),
            (OfflineRule.CodeFromFuture, () => claims = claims with
            {
                IssuedAt = Sample.Now.AddMinutes(-10), ExpiresAt = Sample.Now.AddMinutes(-9),
            }),
            (OfflineRule.CodeLapsed, () => claims = claims with
            {
                IssuedAt = Sample.Now, ExpiresAt = Sample.Now.AddSeconds(60),
            }),
            (OfflineRule.StatusUnknown, () => till.Status = Status.Invalid),
            (OfflineRule.Invalid, () => till.Status = Status.Suspended),
            (OfflineRule.Suspended, () => till.Status = Status.Redeemed),
            (OfflineRule.Redeemed, () => till.Status = Status.Valid),
            (OfflineRule.OtherInstitution, () => claims = claims with { Institution = Till.Institution }),
            (OfflineRule.TermsUnknown, () => till.Term!.ProgrammeId = claims.Programme),
            (OfflineRule.NotCovered, () => till.Term!.Refusal = null),
            (OfflineRule.SessionClosed, () => till.Term!.OpensAt = Till.Stamp(Sample.Now)),
            (OfflineRule.AboveCap, () => till.Term!.Cap = null),
            (OfflineRule.NoLease, () => till.Lease = Till.GoodLease),
            (OfflineRule.None, () => { }),
        ];
        foreach (var (rule, mend) in steps)
        {
            using var counter = await till.PreparedAsync();
            var check = await counter.CheckAsync(Till.Text(claims), Till.Session);
            Assert.That((check as OfflineCheck.Refused)?.Rule ?? OfflineRule.None, Is.EqualTo(rule));
            mend();
        }
    }

    [Test]
    public async Task Check_EachVectorOfAPresentationsForm_IsToldByItsRule()
    {
        var vectors = JsonNode.Parse(await File.ReadAllTextAsync(Repository.TestFile("vectors", "credentials.json")))!;
        using var till = new Till { Trust = VectorTests.TrustOf(vectors) };
        using var counter = await till.PreparedAsync();
        foreach (var @case in vectors["cases"].Deserialize<List<VectorCase>>(VectorTests.Json)!)
        {
            var check = (OfflineCheck.Refused)await counter.CheckAsync(@case.Text, Till.Session);
            if (@case.Fault is { } fault)
                Assert.That(check.Rule, Is.EqualTo(RuleOf(fault)), @case.Name);
            else if (@case.Expected!.Value.GetProperty("type").GetString() == nameof(CredentialType.Presentation))
                Assert.That(check.Rule, Is.GreaterThan(OfflineRule.OnLineOnly), @case.Name);
            else
                Assert.That(check.Rule, Is.AnyOf(OfflineRule.OnLineOnly, OfflineRule.WrongKind), @case.Name);
        }
    }

    [TestCase("13812345678", OfflineRule.NotAVoucher)]
    [TestCase("https://pay.example/abc", OfflineRule.NotAVoucher)]
    [TestCase("", OfflineRule.NotAVoucher)]
    [TestCase("TV1:", OfflineRule.Unreadable)]
    [TestCase("TV1:ABC", OfflineRule.Unreadable)]
    public async Task Check_WhatIsNoVoucher_SaysSo(string text, OfflineRule rule)
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        Assert.That(((OfflineCheck.Refused)await counter.CheckAsync(text, Till.Session)).Rule, Is.EqualTo(rule));
    }

    [Test]
    public async Task Check_TheHeadOfAScan_IsNeverAcceptable()
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        var text = Till.Text(Till.Shown());
        Assert.That(await counter.CheckAsync(text + "\r\n", Till.Session), Is.InstanceOf<OfflineCheck.Acceptable>());
        for (var length = 0; length < text.Length; length++)
            Assert.That(await counter.CheckAsync(text[..length], Till.Session), Is.InstanceOf<OfflineCheck.Refused>());
    }

    [Test]
    public async Task Check_ATypedCodeOrPaper_WaitsForTheLine()
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        var code = VoucherCode.New().ToString();

        var typed = (OfflineCheck.Refused)await counter.CheckAsync(code, Till.Session);
        var paper = (OfflineCheck.Refused)await counter.CheckAsync(Sample.Text(), Till.Session);

        Assert.That((typed.Rule, paper.Rule), Is.EqualTo((OfflineRule.OnLineOnly, OfflineRule.OnLineOnly)));
        Assert.That(paper.MaskedName, Is.EqualTo(Sample.Claims.MaskedName));
    }

    [Test]
    public async Task Check_ByADeviceThatWasNeverOnLine_AsksForTheLine()
    {
        using var till = new Till { Trust = null };
        using var counter = await till.PreparedAsync();
        var check = (OfflineCheck.Refused)await counter.CheckAsync(Till.Text(Till.Shown()), Till.Session);
        Assert.That(check.Rule, Is.EqualTo(OfflineRule.NotPrepared));
    }

    [Test]
    public async Task Check_AListThatTheRootDidNotSign_IsAsGoodAsNone()
    {
        using var till = new Till();
        await till.PrepareAsync();
        await till.Store.WriteAsync([new DeviceWrite.Set(DeviceKeys.TrustList, Sample.Trust.SignedBy(Sample.Voucher))]);
        using var counter = await till.OpenAsync();
        var check = (OfflineCheck.Refused)await counter.CheckAsync(Till.Text(Till.Shown()), Till.Session);
        Assert.That(check.Rule, Is.EqualTo(OfflineRule.NotPrepared));
    }

    [TestCase(-31, OfflineRule.CodeFromFuture)]
    [TestCase(-30, OfflineRule.None)]
    [TestCase(89, OfflineRule.None)]
    [TestCase(90, OfflineRule.CodeLapsed)]
    public async Task Check_ACodesMinute_IsJudgedByTheServicesTime(int seconds, OfflineRule rule)
    {
        // The till is an hour behind, and knows it.
        using var till = new Till { ClockOffset = TimeSpan.FromHours(1) };
        till.Time.AdjustTime(Sample.Now.AddHours(-1).AddSeconds(seconds));
        using var counter = await till.PreparedAsync();
        var check = await counter.CheckAsync(Till.Text(Till.Shown()), Till.Session);
        Assert.That((check as OfflineCheck.Refused)?.Rule ?? OfflineRule.None, Is.EqualTo(rule));
    }

    [TestCase(150_000, 100_000)]
    [TestCase(80_000, 80_000)]
    public async Task Check_WhatAVoucherPays_IsItsFaceAtMost(long face, long expected)
    {
        using var till = new Till();
        using var counter = await till.PreparedAsync();
        var check = Till.Acceptable(await counter.CheckAsync(
            Till.Text(Till.Shown() with { ValueCapMinorUnits = face }), Till.Session));
        Assert.That(check.Amount, Is.EqualTo(Till.Cny(expected)));
        Assert.That((check.MaskedName, check.ProgrammeName, check.IsReservedHere),
            Is.EqualTo((Sample.Claims.MaskedName, "技能培训", false)));
    }

    [Test]
    public async Task Check_ALeaseThatIsOverOrUsedUp_SaysWhich()
    {
        using var till = new Till();
        till.Lease!.Count = 2;
        till.Lease.Sum = Till.Cny(250_000);
        using var counter = await till.PreparedAsync();

        var first = Till.Captured(await counter.CaptureAsync(await AcceptableAsync(counter, 1)));
        Assert.That((counter.Allowance!.CountLeft, counter.Allowance.SumLeft.MinorUnits), Is.EqualTo((1, 150_000)));
        Assert.That(first.LeaseId, Is.EqualTo("lease-1"));
        Till.Captured(await counter.CaptureAsync(await AcceptableAsync(counter, 2)));
        Assert.That(await RuleAsync(counter, 3), Is.EqualTo(OfflineRule.LeaseCountUsed));

        till.Lease.Count = 3;
        await till.PrepareAsync();
        using var more = await till.OpenAsync();
        Assert.That(await RuleAsync(more, 3), Is.EqualTo(OfflineRule.LeaseSumUsed));

        till.Lease.UntilTime = Till.Stamp(Sample.Now);
        await till.PrepareAsync();
        using var late = await till.OpenAsync();
        Assert.That(await RuleAsync(late, 3), Is.EqualTo(OfflineRule.LeaseLapsed));
    }

    private static async Task<OfflineCheck.Acceptable> AcceptableAsync(OfflineCounter counter, byte voucher) =>
        Till.Acceptable(await counter.CheckAsync(Till.Text(Till.Shown(voucher)), Till.Session));

    private static async Task<OfflineRule> RuleAsync(OfflineCounter counter, byte voucher) =>
        (await counter.CheckAsync(Till.Text(Till.Shown(voucher)), Till.Session) as OfflineCheck.Refused)?.Rule
        ?? OfflineRule.None;

    private static OfflineRule RuleOf(string fault) => Enum.Parse<CredentialFault>(fault) switch
    {
        CredentialFault.TooLong or CredentialFault.WrongPrefix => OfflineRule.NotAVoucher,
        CredentialFault.UnknownType or CredentialFault.KeyNotForThisType => OfflineRule.WrongKind,
        CredentialFault.UnknownKey => OfflineRule.KeyUnknown,
        CredentialFault.BadSignature => OfflineRule.Forged,
        CredentialFault.KeyRevoked or CredentialFault.KeyRetired => OfflineRule.KeyNotInForce,
        _ => OfflineRule.Unreadable,
    };
}
