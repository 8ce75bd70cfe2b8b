using Digits.Data;

namespace Digits.Tests.Structure;

/// <summary>The library's folders import one another in one direction, and its messages do not speak of the command line.</summary>
public sealed class FolderTests
{
    private static readonly FolderRules _rules = new(typeof(DigitSet).Assembly.Location, "src/Digits", new Dictionary<string, string[]>
    {
        ["."] = [],
        ["Imaging"] = [],
        ["Zoo"] = [],
        ["Data"] = ["Imaging"],
        ["Reading"] = ["Imaging", "Data"],
        ["Evaluation"] = ["Imaging", "Data", "Reading"],
        ["Training"] = ["Imaging", "Data", "Reading", "Evaluation", "Zoo"],
        ["Reports"] = ["Imaging", "Data", "Reading", "Evaluation", "Training"],
    });

    [Fact]
    public void Folders_import_one_another_in_one_direction()
    {
        _rules.Violations().ShouldBeEmpty();
        _rules.Circles().ShouldBeEmpty();
        _rules.Imports.ShouldContain(import => import.From.StartsWith("Training", StringComparison.Ordinal) && import.To == "Zoo");
    }

    [Fact]
    public void No_folder_holds_more_files_than_can_be_looked_over() => _rules.Crowded().ShouldBeEmpty();

    [Fact]
    public void No_message_names_an_option_of_the_command_line() => StringLiterals.ThatNameAnOption(typeof(DigitSet).Assembly.Location).ShouldBeEmpty();
}
