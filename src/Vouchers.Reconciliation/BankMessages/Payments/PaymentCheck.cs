using System.Collections.Immutable;
using Vouchers.Ledger;

namespace Vouchers.Reconciliation.BankMessages;

/// <summary>All that the schema of pain.001.001.09 asks of a message, and what banks refuse besides.</summary>
internal sealed class PaymentCheck
{
    public const int IdLength = 35;
    public const int NameLength = 140;
    public const int RemittanceLength = 140;
    private const int AccountLength = 34;
    private const int SchemeLength = 4;
    private const int SystemLength = 5;

    // xs:decimal with 18 digits, at both levels: one less than 64 bits hold.
    private const long MostMinorUnits = 999_999_999_999_999_999;

    private readonly PaymentFields fields;
    private readonly HashSet<string> batchIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> endToEndIds = new(StringComparer.Ordinal);
    private Currency? currency;
    private Int128 sum;

    private PaymentCheck(PaymentMessage message) => fields = new(message.Characters);

    /// <summary>The faults of a message; none where it can be written.</summary>
    public static ImmutableArray<PaymentFault> FaultsOf(PaymentMessage message)
    {
        var check = new PaymentCheck(message);
        check.Message(message);
        return check.fields.Faults;
    }

    private void Message(PaymentMessage message)
    {
        fields.Id("GrpHdr/MsgId", message.MessageId);
        fields.Characters("GrpHdr/InitgPty/Nm", message.InitiatingParty);
        if (message.InitiatingPartyId is { } id)
            fields.Id("GrpHdr/InitgPty/Id", id);
        if (message.Batches.IsDefaultOrEmpty)
            fields.Add(PaymentFaultCode.Missing, "PmtInf", "", "1 batch", "is missing: a file holds at least a batch.");
        else
            Batches(message.Batches);
        if (sum > MostMinorUnits)
        {
            fields.Add(PaymentFaultCode.OutOfRange, "GrpHdr/CtrlSum", $"{sum}", "18 digits",
                "minor units in all are more than 18 digits; make several files.");
        }
    }

    private void Batches(ImmutableArray<PaymentBatch> batches)
    {
        for (var i = 0; i < batches.Length; i++)
        {
            var batch = batches[i];
            var path = $"PmtInf[{i + 1}]/";
            fields.Id(path + "PmtInfId", batch.BatchId);
            Unique(batchIds, path + "PmtInfId", batch.BatchId);
            Party(path, "Dbtr", batch.Debtor);
            if (batch.Debtor.Agent is null)
                fields.Add(PaymentFaultCode.Missing, path + "DbtrAgt", "", "1 bank", "is missing: name the own bank.");
            if (batch.Items.IsDefaultOrEmpty)
            {
                fields.Add(PaymentFaultCode.Missing, path + "CdtTrfTxInf", "", "1 payment",
                    "is missing: a batch holds at least a payment.");
                continue;
            }

            for (var n = 0; n < batch.Items.Length; n++)
                Item($"{path}CdtTrfTxInf[{n + 1}]/", batch.Items[n]);
        }
    }

    private void Item(string path, PaymentItem item)
    {
        fields.Id(path + "PmtId/EndToEndId", item.EndToEndId);
        Unique(endToEndIds, path + "PmtId/EndToEndId", item.EndToEndId);
        if (BankWords.IsNotProvided(item.EndToEndId))
        {
            fields.Add(PaymentFaultCode.BadFormat, path + "PmtId/EndToEndId", item.EndToEndId, "an id",
                "means that there is none; the payment could not be found again.");
        }

        if (item.InstructionId is { } instruction)
            fields.Id(path + "PmtId/InstrId", instruction);
        Amount(path + "Amt/InstdAmt", item.Amount);
        Party(path, "Cdtr", item.Creditor);
        if (item.Remittance is { } remittance)
            fields.Text(path + "RmtInf/Ustrd", remittance, RemittanceLength);
    }

    private void Amount(string field, Money amount)
    {
        currency ??= amount.Currency;
        if (!CurrencyExponent.TryGet(amount.Currency, out _))
        {
            fields.Add(PaymentFaultCode.BadCurrency, field, $"{amount.Currency}", "a currency with a minor unit",
                "is not a currency that can be counted.");
        }
        else if (amount.Currency != currency)
        {
            fields.Add(PaymentFaultCode.BadCurrency, field, $"{amount.Currency}", $"{currency}",
                $"is not the {currency} of the first payment; make a file for each currency.");
        }
        else if (amount.MinorUnits is <= 0 or > MostMinorUnits)
        {
            fields.Add(PaymentFaultCode.OutOfRange, field, AmountText.Format(amount), "more than 0, 18 digits",
                "must be more than zero and have at most 18 digits.");
        }
        else
        {
            sum += amount.MinorUnits;
        }
    }

    private void Party(string path, string role, PaymentParty party)
    {
        fields.Characters($"{path}{role}/Nm", party.Name);
        Account($"{path}{role}Acct/Id/", party.Account);
        if (party.Agent is { } agent)
            Agent($"{path}{role}Agt/FinInstnId/", agent);
    }

    private void Account(string path, PaymentAccount account)
    {
        if (account is PaymentAccount.Iban { Number: var iban } && !PaymentText.IsIban(iban ?? ""))
        {
            fields.Add(PaymentFaultCode.BadFormat, path + "IBAN", iban, "an IBAN without spaces",
                "is not an IBAN: its form or its check digits are wrong.");
        }
        else if (account is PaymentAccount.Other other)
        {
            fields.Text(path + "Othr/Id", other.Number, AccountLength);
            if (other.Scheme is { } scheme)
                fields.Text(path + "Othr/SchmeNm/Cd", scheme, SchemeLength);
        }
    }

    private void Agent(string path, PaymentAgent agent)
    {
        if (agent is PaymentAgent.Bic { Code: var bic } && !PaymentText.IsBic(bic ?? ""))
        {
            fields.Add(PaymentFaultCode.BadFormat, path + "BICFI", bic, "8 or 11 letters and digits",
                "is not a BIC of 8 or 11 letters and digits.");
        }
        else if (agent is PaymentAgent.ClearingMember member)
        {
            fields.Text(path + "ClrSysMmbId/ClrSysId/Cd", member.System, SystemLength);
            if (member.System != PaymentAgent.CnapsSystem)
                fields.Text(path + "ClrSysMmbId/MmbId", member.Member, IdLength);
            else if (!PaymentText.IsTwelveDigits(member.Member ?? ""))
            {
                fields.Add(PaymentFaultCode.BadFormat, path + "ClrSysMmbId/MmbId", member.Member, "12 digits",
                    "is not a CNAPS number of 12 digits.");
            }
        }
    }

    private void Unique(HashSet<string> known, string field, string? id)
    {
        if (id is not null && !known.Add(id))
            fields.Add(PaymentFaultCode.Duplicate, field, id, "once in a file", "is used twice in the file.");
    }
}
