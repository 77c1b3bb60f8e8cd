namespace Vouchers.Reconciliation;

/// <summary>The languages in which outcomes are explained; each has a text for everything.</summary>
public enum TextLanguage
{
    English = 0,
    Chinese = 1,
}
