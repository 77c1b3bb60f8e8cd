namespace Vouchers.Cli.Pages;

/// <summary>The languages of a page.</summary>
internal enum Language
{
    En,
    Zh,
}

/// <summary>Words in both languages.</summary>
internal readonly record struct Label(string Zh, string En)
{
    public string In(Language language) => language == Language.Zh ? Zh : En;
}
