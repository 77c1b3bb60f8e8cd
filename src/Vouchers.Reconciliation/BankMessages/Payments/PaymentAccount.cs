namespace Vouchers.Reconciliation.BankMessages;

/// <summary>An account as a payment names it (ISO 20022 <c>AccountIdentification4Choice</c>).</summary>
public abstract record PaymentAccount
{
    private PaymentAccount()
    {
    }

    /// <summary>An international number with valid check digits, without spaces (<c>IBAN</c>).</summary>
    public sealed record Iban(string Number) : PaymentAccount;

    /// <summary>A domestic number, as in China, 1 to 34 characters (<c>Othr/Id</c>).</summary>
    /// <param name="Number">The number.</param>
    /// <param name="Scheme">The code of its scheme, e.g. BBAN, 1 to 4 characters, or null (<c>SchmeNm/Cd</c>).</param>
    public sealed record Other(string Number, string? Scheme = null) : PaymentAccount;

    /// <summary>The number alone.</summary>
    internal string Text => this switch
    {
        Iban iban => iban.Number,
        Other other => other.Number,
        _ => throw new InvalidOperationException("An account is an IBAN or another number."),
    };
}

/// <summary>A bank as a payment names it (ISO 20022 <c>FinInstnId</c>).</summary>
public abstract record PaymentAgent
{
    private PaymentAgent()
    {
    }

    /// <summary>A business identifier code of 8 or 11 characters (<c>BICFI</c>).</summary>
    public sealed record Bic(string Code) : PaymentAgent;

    /// <summary>A number in a clearing system (<c>ClrSysMmbId</c>).</summary>
    /// <param name="System">The system's code, 1 to 5 characters, e.g. CNAPS (<c>ClrSysId/Cd</c>).</param>
    /// <param name="Member">The number, 1 to 35 characters; 12 digits in CNAPS (<c>MmbId</c>).</param>
    public sealed record ClearingMember(string System, string Member) : PaymentAgent;

    /// <summary>A Chinese bank's branch by its 12 digits in the China National Advanced Payment System.</summary>
    public static ClearingMember Cnaps(string member) => new(CnapsSystem, member);

    internal const string CnapsSystem = "CNAPS";

    /// <summary>The code or number alone.</summary>
    internal string Text => this switch
    {
        Bic bic => bic.Code,
        ClearingMember member => member.Member,
        _ => throw new InvalidOperationException("An agent is a BIC or a clearing member."),
    };
}
