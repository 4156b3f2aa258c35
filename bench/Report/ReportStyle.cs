namespace Shipments.Bench.Report;

/// <summary>How the page looks.</summary>
internal static class ReportStyle
{
    /// <summary>The style sheet. Colours are told apart by those who do not see red or green too.</summary>
    public const string Sheet = """
        :root { --page: #f6f7f9; --card: #fff; --ink: #1b2430; --soft: #5c6878; --line: #e1e5ea; --good: #0a7d4f; --bad: #b3261e; --shade: #eef1f5;
          --c1: #2563c9; --c2: #d9730d; --c3: #7a8794; --c4: #12836b; --c5: #8a3fb0; --c6: #b58900; --c7: #c2417c; --c8: #b3261e; color-scheme: light dark; }
        @media (prefers-color-scheme: dark) { :root { --page: #12161c; --card: #1a2029; --ink: #e6eaf0; --soft: #9aa6b5; --line: #2b3440; --good: #4cc38a;
          --bad: #ff8a80; --shade: #222a35; --c1: #6aa5ff; --c2: #ffab5c; --c3: #8d99a8; --c4: #4fd1b0; --c5: #cf94ee; --c6: #e3c04b; --c7: #f48fbf; --c8: #ff8a80; } }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--page); color: var(--ink); font: 15px/1.5 system-ui, "Segoe UI", Roboto, "DejaVu Sans", sans-serif; }
        main { max-width: 980px; margin: 0 auto; padding: 32px 20px 60px; }
        .kind { margin: 0; color: var(--soft); font-size: 13px; letter-spacing: .04em; text-transform: uppercase; }
        h1 { margin: 2px 0 6px; font-size: 34px; line-height: 1.15; }
        h2 { margin: 0 0 12px; font-size: 18px; }
        .about { margin: 0; font-size: 17px; max-width: 70ch; }
        .when { margin: 8px 0 0; color: var(--soft); }
        section { margin-top: 18px; padding: 20px 22px; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
        .verdict { border-left: 6px solid var(--good); } .verdict.bad { border-left-color: var(--bad); }
        .verdict h2 { margin: 0; color: var(--good); } .verdict.bad h2 { color: var(--bad); } .verdict p { margin: 6px 0 0; }
        .fault { color: var(--bad); font-family: ui-monospace, monospace; font-size: 13px; overflow-wrap: anywhere; }
        .tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(112px, 1fr)); gap: 14px 18px; }
        .tiles b { display: block; font-size: 22px; line-height: 1.2; font-variant-numeric: tabular-nums; white-space: nowrap; } .tiles span { color: var(--soft); font-size: 13px; }
        .scroll { overflow-x: auto; }
        table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: 14px; }
        th, td { padding: 6px 8px; border-bottom: 1px solid var(--line); text-align: right; vertical-align: top; }
        th:first-child, .text { text-align: left; } thead th { color: var(--soft); font-weight: 500; white-space: nowrap; } tbody th { font-weight: 600; }
        tr:last-child > * { border-bottom: 0; }
        .note { margin: 10px 0 14px; color: var(--soft); font-size: 13px; }
        figure { margin: 0 0 26px; } figure:last-child { margin-bottom: 0; } figcaption { font-weight: 600; }
        .legend { display: flex; flex-wrap: wrap; gap: 2px 16px; margin: 2px 0 6px; color: var(--soft); font-size: 13px; }
        .legend i { display: inline-block; width: 14px; height: 3px; margin-right: 6px; border-radius: 2px; vertical-align: middle; background: currentColor; }
        .pairs { display: grid; grid-template-columns: repeat(auto-fit, minmax(300px, 1fr)); gap: 0 22px; } .pairs svg { max-width: 520px; }
        svg { display: block; width: 100%; height: auto; } svg text { fill: var(--soft); font-size: 12px; } .unit { font-style: italic; }
        .grid { stroke: var(--line); } .shade { fill: var(--shade); }
        .line { fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
        .dot { fill: currentColor; opacity: 0; } .dot:hover { opacity: .35; }
        .c1 { color: var(--c1); } .c2 { color: var(--c2); } .c3 { color: var(--c3); } .c4 { color: var(--c4); }
        .c5 { color: var(--c5); } .c6 { color: var(--c6); } .c7 { color: var(--c7); } .c8 { color: var(--c8); }
        .facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(320px, 1fr)); gap: 10px 34px; } .facts th { font-weight: 400; color: var(--soft); white-space: normal; }
        .facts h2:not(:first-child) { margin-top: 22px; } .facts td { overflow-wrap: anywhere; }
        @media (max-width: 900px) { table { font-size: 13px; } th, td { padding: 6px 4px; } thead th { white-space: normal; } }
        @media print { body { background: #fff; } section { break-inside: avoid; } }
        """;
}
