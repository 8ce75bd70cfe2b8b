namespace Digits.Tuning.Tests.Structure;

/// <summary>The search's folders import one another in one direction, and its messages do not speak of the command line.</summary>
public sealed class FolderTests
{
    private static readonly string _assembly = typeof(SearchSpace).Assembly.Location;

    private static readonly FolderRules _rules = new(_assembly, "src/Digits.Tuning", new Dictionary<string, string[]>
    {
        ["."] = [],
    });

    [Fact]
    public void No_folder_holds_more_files_than_can_be_looked_over() => _rules.Crowded().ShouldBeEmpty();

    [Fact]
    public void No_message_names_an_option_of_the_command_line() => StringLiterals.ThatNameAnOption(_assembly).ShouldBeEmpty();
}
