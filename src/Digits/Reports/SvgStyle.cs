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
        .plot .end{text-anchor:end}.plot .middle{text-anchor:middle}.plot .strong{font-weight:600}
        .plot .grid,.plot .axis{fill:none;stroke:var(--faint);shape-rendering:crispEdges}.plot .axis{stroke:var(--soft)}
        .plot .curve{fill:none;stroke-width:2;stroke-linejoin:round;stroke-linecap:round}.plot .thin{stroke-width:1.4}.plot .guide{fill:none;stroke:var(--soft);stroke-dasharray:2 4}
        .plot .limit{fill:none;stroke:var(--ink);stroke-width:1.5}.plot .strong-line{stroke:var(--ink);stroke-width:1.5;stroke-dasharray:5 3}
        .plot .span{stroke:var(--line);stroke-width:3}
        .plot .hit{fill:transparent;stroke:none}.plot .mark{stroke:var(--paper)}.plot .under{fill:var(--paper);stroke:var(--paper);stroke-width:4px;stroke-linejoin:round}.plot .pixels{image-rendering:pixelated}
        .plot .none{fill:var(--line)}.plot .nohit{pointer-events:none}
        .plot .l0{stroke:var(--c0)}.plot .l1{stroke:var(--c1)}.plot .l2{stroke:var(--c2)}.plot .l3{stroke:var(--c3)}.plot .l4{stroke:var(--c4)}.plot .lrest{stroke:var(--line);stroke-width:1}
        .plot .f0{fill:var(--c0)}.plot .f1{fill:var(--c1)}.plot .f2{fill:var(--c2)}.plot .f3{fill:var(--c3)}.plot .f4{fill:var(--c4)}.plot .fbad{fill:var(--bad)}.plot .fgood{fill:var(--good)}

        """;

    /// <summary>What lies under a picture that is a file of its own.</summary>
    internal const string Background = """<rect class="paper" width="100%" height="100%"/>""" + "\n";
}
