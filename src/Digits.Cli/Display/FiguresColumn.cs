using Spectre.Console;
using Spectre.Console.Rendering;

namespace Digits.Cli.Display;

/// <summary>The figures to the right of the bar.</summary>
internal sealed class FiguresColumn : ProgressColumn
{
    /// <summary>What it shows; written by the thread that trains, read by the one that draws.</summary>
    internal volatile string Text = "";

    /// <inheritdoc />
    protected override bool NoWrap => true;

    /// <inheritdoc />
    public override IRenderable Render(RenderOptions options, ProgressTask task, TimeSpan deltaTime) => new Text(Text).Ellipsis();
}
