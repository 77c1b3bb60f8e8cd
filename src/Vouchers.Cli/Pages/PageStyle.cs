namespace Vouchers.Cli.Pages;

/// <summary>The style sheet of every page: light, dark and printed. No character in it needs escaping.</summary>
internal static class PageStyle
{
    public const string Css = """

        :root { color-scheme: light dark;
          --page: #f6f7f9; --card: #ffffff; --ink: #1b2733; --soft: #5a6a79; --line: #dde3e9;
          --good: #12703f; --good-soft: #e0f3e8; --bad: #b3261e; --bad-soft: #fbe6e4;
          --s1: #c7d7ea; --s2: #93b6dc; --s3: #5a8fca; --s4: #2f6bb0; --s5: #174a83;
          --sent: #0d4a33; --clearing: #2b93a8; --payable: #1d7f57;
          --unearned: #e0a030; --reserved: #8a63c4; --outstanding: #5a8fca;
          --available: #cfd8e1; }
        @media (prefers-color-scheme: dark) { :root {
          --page: #11171d; --card: #1a222b; --ink: #e6ecf2; --soft: #9dacba; --line: #2e3a46;
          --good: #6fd6a2; --good-soft: #173626; --bad: #ff9a90; --bad-soft: #451f1c;
          --s1: #274461; --s2: #335f8d; --s3: #4580bd; --s4: #6ba3dd; --s5: #a6cbf3;
          --sent: #b4ecd2; --clearing: #5cc0d3; --payable: #45b585;
          --unearned: #d69a35; --reserved: #a687dd; --outstanding: #4580bd;
          --available: #3a4753; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); line-height: 1.5;
          font-family: system-ui, "Segoe UI", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 24px 16px 48px; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 4px; }
        h2 { font-size: 1.1rem; margin: 0 0 4px; }
        p { margin: 0 0 10px; }
        .soft { color: var(--soft); font-size: .9rem; }
        .tiles { display: grid; gap: 12px; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); margin:
          18px 0; }
        section, .tile { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding:
          16px; min-width: 0; }
        section { margin-bottom: 16px; }
        .tile b { display: block; font-size: 1.35rem; line-height: 1.2; font-variant-numeric: tabular-nums;
          overflow-wrap: anywhere; }
        .tile span { color: var(--soft); font-size: .85rem; }
        svg { width: 100%; height: auto; display: block; margin: 8px 0; }
        svg text { fill: var(--ink); font-size: 11px; }
        svg .head { font-weight: 600; font-size: 12px; }
        svg .value { fill: var(--soft); font-variant-numeric: tabular-nums; }
        .bar { fill: var(--s4); }
        .mark { fill: var(--bad); }
        .b-sent { fill: var(--sent); }
        .b-clearing { fill: var(--clearing); }
        .b-payable { fill: var(--payable); } .b-unearned { fill: var(--unearned); } .b-reserved { fill:
          var(--reserved); }
        .b-outstanding { fill: var(--outstanding); } .b-available { fill: var(--available); }
        .legend { display: flex; flex-wrap: wrap; gap: 4px 14px; font-size: .82rem; color: var(--soft); margin:
          6px 0 0; padding: 0; list-style: none; }
        .legend li { display: flex; align-items: center; gap: 6px; }
        .legend svg { width: 12px; height: 12px; margin: 0; }
        .scroll { overflow-x: auto; }
        table { border-collapse: collapse; width: 100%; font-size: .88rem; margin-top: 8px; }
        th, td { text-align: left; padding: 6px 10px 6px 0; border-bottom: 1px solid var(--line); vertical-align:
          top; }
        th { font-weight: 600; color: var(--soft); }
        td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        tr.sum td { font-weight: 600; border-bottom: 0; }
        code { font-family: ui-monospace, Consolas, monospace; font-size: .84rem; overflow-wrap: anywhere; }
        h3 { font-size: .95rem; margin: 16px 0 0; }
        dl { display: grid; gap: 6px 24px; grid-template-columns: repeat(auto-fit, minmax(270px, 1fr)); margin:
          8px 0 14px; }
        dl div { min-width: 0; }
        dt { color: var(--soft); font-size: .82rem; }
        dd { margin: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
        figure { margin: 10px 0 14px; max-width: 620px; }
        figcaption { font-weight: 600; font-size: .95rem; }
        .scroll + p { margin-top: 10px; }
        .warning { color: var(--bad); background: var(--bad-soft); border-radius: 6px; padding: 6px 10px;
          font-weight: 600; }
        td.c code { white-space: pre; }
        td.t, th.t { white-space: nowrap; font-variant-numeric: tabular-nums; }
        td.w, th.w { white-space: nowrap; }
        th:last-child, td:last-child { padding-right: 0; }
        .a-0 { fill: var(--s1); } .a-1 { fill: var(--s2); } .a-2 { fill: var(--s3); } .a-3 { fill: var(--s4); }
        .a-4 { fill: var(--bad); }
        .good { color: var(--good); background: var(--good-soft); }
        .bad { color: var(--bad); background: var(--bad-soft); }
        @media (max-width: 640px) {
          section { padding: 12px; }
          svg text { font-size: 14px; } svg .head { font-size: 15px; }
          th, td { padding-right: 6px; } table { font-size: .8rem; } table.money { font-size: .68rem; }
          dl { grid-template-columns: 1fr 1fr; } dl div:only-child { grid-column: 1 / -1; }
          table.stack thead { display: none; }
          table.stack, table.stack tbody, table.stack tr { display: block; }
          table.stack tr { border-bottom: 1px solid var(--line); padding: 8px 0; }
          table.stack td { display: flex; justify-content: space-between; gap: 12px; border: 0; padding: 1px 0;
            text-align: right; }
          table.stack td::before { content: attr(data-label); color: var(--soft); text-align: left; flex: none; }
          table.stack td:empty, table.stack td.z { display: none; }
          table.stack td.p { display: block; text-align: left; }
          table.stack td.p::before { display: block; }
          table.stack td.c code { white-space: pre-wrap; font-size: .72rem; }
          table.stack tr.sum td:first-child::before { content: none; }
          table.cards thead { display: none; }
          table.cards, table.cards tbody, table.cards tr, table.cards td { display: block; width: 100%; }
          table.cards tr { border-bottom: 1px solid var(--line); padding: 10px 0; }
          table.cards td { border: 0; padding: 2px 0; text-align: left; } }
        @page { size: A4; margin: 14mm 12mm; }
        @media print {
          html { font-size: 11px; } body { background: #ffffff; } main { max-width: none; padding: 0; }
          section, .tile { border-color: #cccccc; } tr, dl, svg { break-inside: avoid; }
          section.sheet + section.sheet { break-before: page; }
          h2, h3 { break-after: avoid; } th, td { padding-top: 3px; padding-bottom: 3px; }
          .scroll { overflow: visible; } svg { print-color-adjust: exact; } }

        """;
}
