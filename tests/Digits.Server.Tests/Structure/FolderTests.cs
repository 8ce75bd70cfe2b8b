namespace Digits.Server.Tests.Structure;

/// <summary>The server's folders stay small, and its messages do not speak of the command line.</summary>
public sealed class FolderTests
{
    private static readonly string _assembly = typeof(DigitsServer).Assembly.Location;

    private static readonly FolderRules _rules = new(_assembly, "src/Digits.Server", new Dictionary<string, string[]>
    {
        ["."] = ["Models", "Batching", "V1", "V2"],
        ["Models"] = [],
        ["Batching"] = ["Models"],
        ["V1"] = [".", "Models", "Batching"],
        ["V2"] = [".", "Models", "Batching"],
    });

    [Fact]
    public void No_folder_holds_more_files_than_can_be_looked_over() => _rules.Crowded().ShouldBeEmpty();

    [Fact]
    public void No_message_names_an_option_of_the_command_line() => StringLiterals.ThatNameAnOption(_assembly).ShouldBeEmpty();
}
