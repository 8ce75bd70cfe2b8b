using Digits.Tests.Shared;

namespace Digits.Engine.Tests.Structure;

/// <summary>
/// The engine's folders import one another in one direction, from the plans down to the kernels, and none holds more files than can be looked over.
/// </summary>
public sealed class FolderTests
{
    private static readonly FolderRules _rules = new(typeof(Network).Assembly.Location, "src/Digits.Engine", new Dictionary<string, string[]>
    {
        ["."] = [],
        ["Kernels"] = [],
        ["Layers"] = ["Kernels"],
        ["Losses"] = ["Kernels"],
        ["Networks"] = ["Layers"],
        ["Optimizers"] = ["Kernels", "Layers", "Networks"],
        ["Onnx"] = ["Layers", "Networks"],
        ["Plans/Layout"] = ["Kernels", "Layers", "Networks"],
        ["Plans/Batch"] = ["Kernels", "Layers", "Networks", "Plans/Layout"],
        ["Plans/Single"] = ["Kernels", "Layers", "Networks", "Plans/Layout"],
        ["Plans"] = ["Kernels", "Layers", "Losses", "Networks", "Optimizers", "Plans/Layout", "Plans/Batch", "Plans/Single"],
        ["Benchmarks"] = ["Kernels", "Layers", "Networks", "Optimizers", "Plans"],
    });

    [Fact]
    public void Folders_import_one_another_in_one_direction()
    {
        _rules.Violations().ShouldBeEmpty();
        _rules.Circles().ShouldBeEmpty();
        _rules.Imports.ShouldContain(new FolderImport("Layers", "Kernels", "Conv2D", "WindowGeometry"));
        _rules.Imports.ShouldContain(new FolderImport("Plans/Batch", "Layers", "OperationFactory", "Conv2D"));
    }

    [Fact]
    public void No_folder_holds_more_files_than_can_be_looked_over() => _rules.Crowded().ShouldBeEmpty();

    [Fact]
    public void No_line_is_too_long() => _rules.LongLines().ShouldBeEmpty();

    [Fact]
    public void No_message_names_an_option_of_the_command_line() => StringLiterals.ThatNameAnOption(typeof(Network).Assembly.Location).ShouldBeEmpty();
}
