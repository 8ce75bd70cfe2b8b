namespace Digits.Reports;

/// <summary>How all pictures look: colours by role, for light, dark and paper.</summary>
internal static class SvgStyle
{
    /// <summary>The style sheet. Colours are Okabe and Ito's, which the colour-blind can tell apart; in the dark they are lighter.</summary>
    internal const string Text = """
        .plot{--ink:#1c1e21;--soft:#5b6068;--line:#c9cdd3;--faint:#e8eaed;--paper:#fff;--c0:#0060a8;--c1:#c05000;--c2:#00785a;--c3:#a03c78;--c4:#7a6000;--good:#00785a;--bad:#c0392b;
        font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;font-size:12px;fill:var(--ink)}
        @media (prefers-color-scheme:dark){.plot{--ink:#e6e8eb;--soft:#a4abb5;--line:#4a5059;--faint:#2b2f36;--paper:#16181c;--c0:#56b4e9;--c1:#f0a050;--c2:#3fc79a;--c3:#e29ac4;--c4:#e0cc50;--good:#3fc79a;--bad:#ff8a7a}}
        @media print{.plot{--ink:#000;--soft:#444;--line:#bbb;--faint:#e8e8e8;--paper:#fff;--c0:#0060a8;--c1:#c05000;--c2:#00785a;--c3:#a03c78;--c4:#7a6000;--good:#00785a;--bad:#c0392b}}
        .plot .soft{fill:var(--soft)}.plot .heading{font-size:14px;font-weight:600}.plot .paper{fill:var(--paper)}

        """;

    /// <summary>What lies under a picture that is a file of its own.</summary>
    internal const string Background = """<rect class="paper" width="100%" height="100%"/>""" + "\n";
}
