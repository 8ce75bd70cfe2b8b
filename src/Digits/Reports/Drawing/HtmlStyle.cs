namespace Digits.Reports.Drawing;

/// <summary>How a report's page looks, on a wide screen, on a phone, in the dark and on paper. Pictures bring <see cref="SvgStyle"/>.</summary>
internal static class HtmlStyle
{
    /// <summary>The style sheet.</summary>
    internal const string Text = """
        :root{color-scheme:light dark;--ink:#1c1e21;--soft:#5b6068;--line:#d5d9de;--faint:#f3f4f6;--paper:#fff;--link:#0060a8;--bad:#b03024}
        @media (prefers-color-scheme:dark){:root{--ink:#e6e8eb;--soft:#a4abb5;--line:#3a3f47;--faint:#20242a;--paper:#16181c;--link:#6cbcf0;--bad:#ff8a7a}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:66rem;padding:2rem 1.5rem 4rem;background:var(--paper);color:var(--ink);
        font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
        h1{font-size:1.15rem;font-weight:600;margin:0;color:var(--soft);overflow-wrap:anywhere}
        h2{font-size:1.35rem;margin:3rem 0 .25rem;padding-top:1rem;border-top:1px solid var(--line)}
        h3{font-size:1.05rem;margin:2rem 0 .25rem}
        p{margin:.25rem 0 1rem;max-width:46rem}
        a{color:var(--link)}
        .headline{font-size:clamp(3rem,12vw,5.5rem);font-weight:700;letter-spacing:-.03em;line-height:1.1;margin:.5rem 0 0}
        .headline small{font-size:.3em;font-weight:400;letter-spacing:0;color:var(--soft);white-space:nowrap}
        .warning{border-left:4px solid var(--bad);background:var(--faint);padding:.6rem 1rem;max-width:none}
        nav ul{display:flex;flex-wrap:wrap;gap:.25rem 1.25rem;list-style:none;margin:1.5rem 0 0;padding:0}
        .figures{display:grid;grid-template-columns:repeat(4,1fr);gap:1px;margin:1.5rem 0;background:var(--line);border:1px solid var(--line)}
        @media (max-width:40rem){.figures{grid-template-columns:repeat(2,1fr)}}
        .figures div{background:var(--paper);padding:.7rem .9rem}
        .figures dt{font-size:.85rem;color:var(--soft)}
        .figures dd{margin:0;font-size:1.35rem;font-weight:600;font-variant-numeric:tabular-nums}
        .pair{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(26rem,100%),1fr));gap:1.5rem 2rem;align-items:start}
        figure{margin:1.25rem 0;min-width:0}
        .pair figure{margin:.5rem 0}
        @media (min-width:60rem){
        main>section>figure,header>figure{display:grid;grid-template-columns:minmax(0,41rem) 1fr;gap:2rem;align-items:start}
        main>section>figure>figcaption,header>figure>figcaption{padding-top:.7rem}}
        figure svg{display:block;max-width:100%;height:auto}
        figcaption{font-size:.9rem;color:var(--soft);margin-top:.4rem;max-width:46rem}
        .scroll{overflow-x:auto}
        .scroll svg{max-width:none}
        @media (min-width:60rem){.scroll svg{max-width:100%}}
        table{border-collapse:collapse;margin:.75rem 0 1.25rem;font-variant-numeric:tabular-nums;font-size:.93rem}
        th,td{padding:.3rem .9rem .3rem 0;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}
        th:first-child,td:first-child,th.text,td.text{text-align:left}
        thead th{font-weight:600;color:var(--soft);border-bottom:2px solid var(--line)}
        tbody th{font-weight:500}
        pre{background:var(--faint);padding:.8rem 1rem;overflow-x:auto;font:.88rem/1.5 ui-monospace,"DejaVu Sans Mono",Menlo,Consolas,monospace}
        pre.command{white-space:pre-wrap;overflow-wrap:anywhere}
        footer{margin-top:3rem;padding-top:1rem;border-top:1px solid var(--line);color:var(--soft);font-size:.9rem}
        @page{size:A4;margin:14mm}
        @media print{:root{--ink:#000;--soft:#444;--line:#bbb;--faint:#f3f4f6;--paper:#fff;--link:#000;--bad:#b03024}
        body{max-width:none;padding:0;font-size:11pt}nav{display:none}h2{break-after:avoid;margin-top:1.5rem}h3{break-after:avoid}
        figure,table,.figures{break-inside:avoid}
        .scroll{overflow:visible}.scroll svg,figure svg{max-width:100%;max-height:225mm;height:auto}header .scroll svg{max-height:105mm}
        .pair{grid-template-columns:1fr 1fr}main>section>figure,header>figure{display:block}
        table{font-size:8.5pt}th,td{padding-right:.45rem}thead th{white-space:normal;vertical-align:bottom}
        pre{white-space:pre-wrap;overflow-wrap:anywhere}a{text-decoration:none}}

        """;
}
