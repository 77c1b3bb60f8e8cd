using Vouchers.Cli.Demo.Bank;
using Vouchers.Cli.Demo.Data;
using Vouchers.Cli.Finance;
using Vouchers.Cli.Pages;
using Vouchers.Client;
using Vouchers.V1;

namespace Vouchers.Cli.Demo.Story.Chapters;

/// <summary>A batch that the bank has: the order, and the payment that it refused.</summary>
internal sealed record PaidBatch(PayoutBatch Batch, byte[] Order, string Refused);

/// <summary>
/// What was earned is paid: accounts, a batch made by one person and approved by another, the bank's file.
/// </summary>
internal static class Payouts
{
    /// <summary>Early in the story, because a new account has to cool off before it is paid to.</summary>
    public static async Task AccountsAsync(Stage stage)
    {
        stage.Tell.Chapter("Bank accounts are entered and verified", "填报并核实银行账户");
        await stage.Must(stage.Tokens.Finance, "treasury account", client => client.Payouts.RegisterFundingAccountAsync(
            new()
            {
                FundingAccountId = BankAccounts.Treasury, Bank = BankAccounts.OfTreasury, Currency = "CNY",
            }).AsOutcome());
        var houses = stage.Demo.Houses.Select((house, n) => (house.Institution, Bank: BankOf(house, n))).ToArray();
        await stage.Tell.EachAsync("Accounts", houses, 8, async entry =>
        {
            await SetAsync(stage, entry.Institution.Id, entry.Bank);
            await VerifyAsync(stage, entry.Institution.Id, entry.Bank);
        }, stage.Cancellation);
        stage.Tell.Say($"{houses.Length} institutions enter their account; finance compares each with the bank's "
            + $"paper. It is paid to from the fourth day on.");
    }

    /// <summary>The first payout, with somebody who tries to divert it.</summary>
    public static async Task<PaidBatch> FirstAsync(Stage stage, DemoFolder folder)
    {
        stage.Tell.Chapter("A payout: made by one person, approved by another", "付款：一人经办，另一人批准");
        var draft = await CreateAsync(stage);
        stage.Tell.Say($"Batch {draft.Id} is drafted by {draft.MadeBy}: {draft.Items} payments for "
            + $"{draft.Redemptions:N0} redemptions, {Yuan.Of(draft.Total.MinorUnits)}.");
        stage.Tally.Expect("redemptions held back from the first batch", 0, draft.HeldBack);
        await stage.Refused(stage.Tokens.Finance, "The maker approves the own batch.", RefusalReason.SamePerson,
            Approve(draft));
        var target = stage.Demo.Cast.Stage.Session.InstitutionId;
        var (house, n) = stage.Demo.Houses.Select((h, at) => (h, at)).First(h => h.h.Institution.Id == target);
        var real = BankOf(house, n);
        await SetAsync(stage, target, BankAccounts.Another(real));
        await stage.Fraud(PlantedCase.BankAccount, stage.Tokens.Cashier, Approve(draft));
        await stage.Must(stage.Tokens.Cashier, "cancel", client => client.Payouts.CancelPayoutBatchAsync(
            new() { BatchId = draft.Id, Reason = "an account was changed after the draft" }).AsOutcome());
        await SetAsync(stage, target, real);
        await VerifyAsync(stage, target, real);
        stage.Tell.Say($"The batch is cancelled and the school's real account entered again; it cools off anew.");
        var batch = await PaidOutAsync(stage, draft);
        await LateVoidAsync(stage, batch);
        var paid = await AnsweredAsync(stage, folder, batch);
        await AdviseAsync(stage, folder, batch);
        return paid;
    }

    /// <summary>What became payable since; it waits for whoever visits the demo.</summary>
    public static async Task SecondAsync(Stage stage, PaidBatch paid)
    {
        stage.Tell.Chapter("The next payout waits for its second person", "下一个付款批次等待第二人");
        var draft = await CreateAsync(stage);
        var page = await stage.Must(stage.Tokens.Finance, "payments", client => client.Payouts.ListPayoutItemsAsync(
            new() { BatchId = paid.Batch.Id, PageSize = 1_000 }).AsOutcome());
        var failed = page?.Items.Where(i => i.State is PayoutItem.Types.State.Rejected
            or PayoutItem.Types.State.Returned).Select(i => i.InstitutionId).ToArray() ?? [];
        foreach (var institution in failed)
        {
            var account = await stage.Must(stage.Tokens.Finance, "account", client => client.Payouts
                .GetPayeeAccountAsync(new() { InstitutionId = institution }).AsOutcome());
            stage.Tally.Expect($"accounts that are held, of {institution}, whose payment failed", 1,
                account?.PayeeAccount.HeldReason is { Length: > 0 } ? 1 : 0);
        }

        stage.Tell.Say($"Batch {draft.Id} holds {draft.Items} payments, {Yuan.Of(draft.Total.MinorUnits)}, the "
            + $"school's of before among them, and is not approved yet.");
        stage.Tell.Say($"{draft.HeldBack:N0} redemptions of {string.Join(" and ", failed)} wait: the bank could not pay "
            + $"their account, so nothing more goes there until finance has looked at it.");
    }

    private static async Task<PayoutBatch> PaidOutAsync(Stage stage, PayoutBatch cancelled)
    {
        var draft = await CreateAsync(stage);
        for (var i = 0; draft.Redemptions + draft.HeldBack < cancelled.Redemptions && i < 100; i++)
        {
            // What the cancelled batch held is freed in the background, payment by payment.
            await stage.Must(stage.Tokens.Finance, "cancel early", client => client.Payouts.CancelPayoutBatchAsync(
                new() { BatchId = draft.Id, Reason = "made too early" }).AsOutcome());
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, stage.Cancellation);
            draft = await CreateAsync(stage);
        }

        stage.Tally.Expect("redemptions of the second draft", cancelled.Redemptions,
            draft.Redemptions + draft.HeldBack);
        stage.Tell.Say($"Batch {draft.Id}: {draft.Items} payments, {Yuan.Of(draft.Total.MinorUnits)}; "
            + $"{draft.HeldBack:N0} redemptions of the school wait until its account has cooled off.");
        await stage.Must(stage.Tokens.Cashier, "approve", Approve(draft));
        var exported = await stage.Must(stage.Tokens.Finance, "export", client => client.Payouts
            .ExportPayoutBatchAsync(new() { BatchId = draft.Id }).AsOutcome());
        stage.Tell.Say($"A second person approves it, and the order goes to the bank; the books keep the file's "
            + $"hash {exported?.Batch.FileSha256[..16]}….");
        return draft;
    }

    private static async Task<PaidBatch> AnsweredAsync(Stage stage, DemoFolder folder, PayoutBatch batch)
    {
        var order = await DownloadAsync(stage, batch, DownloadPayoutFileRequest.Types.Format.Pain001);
        var again = await DownloadAsync(stage, batch, DownloadPayoutFileRequest.Types.Format.Pain001);
        stage.Tally.Expect("downloads of the same bytes", 1, order.AsSpan().SequenceEqual(again) ? 1 : 0);
        await File.WriteAllBytesAsync(folder["payout.pain001.xml"], order, stage.Cancellation);
        await File.WriteAllBytesAsync(folder["payout.csv"],
            await DownloadAsync(stage, batch, DownloadPayoutFileRequest.Types.Format.Csv), stage.Cancellation);
        var (report, refused) = SimulatedBank.Answer(order, stage.Clock.GetUtcNow());
        await File.WriteAllBytesAsync(folder["payout.pain002.xml"], report, stage.Cancellation);
        var taken = await stage.Must(stage.Tokens.Finance, "the bank's report", client => client.Payouts
            .ImportPaymentStatusAsync(new() { Content = Google.Protobuf.ByteString.CopyFrom(report) }).AsOutcome());
        stage.Tally.Expect("payments that the bank took", batch.Items - 1, taken?.Accepted ?? 0);
        stage.Tally.Expect("payments that the bank refused", 1, taken?.Rejected ?? 0);
        stage.Tell.Say($"The bank answers: {taken?.Accepted} payments are under way, {refused} is refused "
            + $"({taken?.Answers.FirstOrDefault()?.Reason}); what it paid for is payable again.");
        return new PaidBatch(batch, order, refused);
    }

    /// <summary>Tells each institution what its money is of: a page to print and rows for a spreadsheet.</summary>
    private static async Task AdviseAsync(Stage stage, DemoFolder folder, PayoutBatch batch)
    {
        var payments = await stage.Must(stage.Tokens.Finance, "remittance advice", client => client.RemittanceAsync(
            batch.Id, cancellation: stage.Cancellation)) ?? [];
        stage.Tally.Expect("fen in the advice of every payment", batch.Total.MinorUnits,
            payments.Sum(p => p.Lines.Sum(l => l.Amount.MinorUnits) - p.Head.Deductions.Sum(d => d.Amount.MinorUnits)));
        var houses = payments.GroupBy(p => p.Head.Payment.InstitutionId, StringComparer.Ordinal).ToArray();
        foreach (var house in houses)
        {
            var file = Path.Combine(folder.Remittance, FileNames.Safe($"{batch.Id}-{house.Key}"));
            foreach (var (page, language) in BothLanguages.Of(file))
                await File.WriteAllTextAsync(
                    page, HtmlPage.Render(RemittancePage.Make(batch.Id, [.. house], language)), stage.Cancellation);
            await File.WriteAllBytesAsync($"{file}.csv",
                CsvPage.Render(RemittancePage.File([.. house])), stage.Cancellation);
        }

        stage.Tell.Say($"Each of the {houses.Length} institutions gets its remittance advice, by branch and receipt: "
            + $"a page in Chinese and one in English, and a CSV file, in {folder.Remittance}.");
    }

    private static async Task<byte[]> DownloadAsync(
        Stage stage, PayoutBatch batch, DownloadPayoutFileRequest.Types.Format format) => await stage.Must(
        stage.Tokens.Finance, "the bank's file", client => client.DownloadPayoutFileAsync(
            batch.Id, format, stage.Cancellation)) ?? [];

    private static async Task LateVoidAsync(Stage stage, PayoutBatch batch)
    {
        // Of a programme with a long window, so that it is the payout that forbids it.
        var session = stage.Demo.Journeys.First(j => j.ProgrammeId == ProgrammeTable.PreEmployment
            && j.IsUsedIn(Term.Past)
            && j.Planned.Session.InstitutionId != stage.Demo.Cast.Stage.Session.InstitutionId).Planned.Session;
        var page = await stage.Must(stage.Tokens.Auditor, "redemptions", client => client.Redemptions
            .ListRedemptionsAsync(new() { PageSize = 1_000, SessionId = session.Id }).AsOutcome());
        var sent = page?.Redemptions.FirstOrDefault(r => r.State == Redemption.Types.State.InPayout);
        stage.Tally.Expect("redemptions on their way to the bank", 1, sent is null ? 0 : 1);
        if (sent is not null)
            await stage.Fraud(PlantedCase.RefundAfterPayout, stage.Tokens.Operator(sent.InstitutionId), client =>
                client.VoidAsync(sent.Id, $"to use the voucher again after {batch.Id}",
                    cancellation: stage.Cancellation));
    }

    private static async Task<PayoutBatch> CreateAsync(Stage stage)
    {
        var created = await stage.Must(stage.Tokens.Finance, "payout batch", client => client.Payouts
            .CreatePayoutBatchAsync(new() { FundingAccountId = BankAccounts.Treasury }).AsOutcome());
        var batch = created?.Batch ?? throw new InvalidOperationException("The payout batch cannot be made.");
        while (batch.State == PayoutBatch.Types.State.Collecting)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, stage.Cancellation);
            var now = await stage.Must(stage.Tokens.Finance, "payout batch", client => client.Payouts
                .GetPayoutBatchAsync(new() { BatchId = batch.Id }).AsOutcome());
            batch = now?.Batch ?? throw new InvalidOperationException("The payout batch cannot be followed.");
        }

        return batch;
    }

    private static Func<VoucherClient, Task<Outcome<ApprovePayoutBatchResponse>>> Approve(PayoutBatch batch) =>
        client => client.Payouts.ApprovePayoutBatchAsync(new() { BatchId = batch.Id }).AsOutcome();

    private static async Task SetAsync(Stage stage, string institutionId, BankDetails bank) => await stage.Must(
        stage.Tokens.Operator(institutionId), $"account of {institutionId}", client => client.Payouts
            .SetPayeeAccountAsync(new() { InstitutionId = institutionId, Bank = bank }).AsOutcome());

    private static async Task VerifyAsync(Stage stage, string institutionId, BankDetails bank) => await stage.Must(
        stage.Tokens.Finance, $"verification of {institutionId}", client => client.Payouts.VerifyPayeeAccountAsync(
            new() { InstitutionId = institutionId, AccountNumber = bank.AccountNumber }).AsOutcome());

    private static BankDetails BankOf(House house, int n) => BankAccounts.Of(house.Institution, n);
}
