namespace Vouchers.Cli.Demo.Report;

/// <summary>What the report adds to the style of pages. No character in it needs escaping.</summary>
internal static class ReportStyle
{
    public const string Css = """

        .grid { columns: 2 420px; column-gap: 16px; margin-bottom: 16px; }
        .grid section { break-inside: avoid; }
        .f-issued { fill: var(--s1); } .f-viewed { fill: var(--s2); } .f-redeemed { fill: var(--s3); }
        .f-completed { fill: var(--s4); } .f-certified { fill: var(--s5); }
        td div[lang] { color: var(--soft); }
        th.n { white-space: normal; }
        .soft + .soft { margin-top: -6px; }
        .tile b { font-size: 1.25rem; white-space: nowrap; letter-spacing: -.01em; }
        details { margin-top: 8px; }
        summary { cursor: pointer; color: var(--soft); font-size: .88rem; }
        .verdict { display: inline-block; padding: 1px 9px; border-radius: 99px; font-size: .82rem; font-weight: 600;
          white-space: nowrap; }
        @media print { section, .tile { break-inside: avoid; } .grid { columns: 2; } }

        """;
}
