using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Digits.Cli;
using Digits.Cli.Verbs;
using Digits.EndToEnd.Tests.Support;
using Digits.Engine;
using Digits.Training;
using Digits.Tuning;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>Every command that the documentation and the help show can be typed: those that are not run are parsed by the real command line.</summary>
public partial class CommandTests
{
    /// <summary>Options whose value is a file that the documentation's reader has, and the tests have not.</summary>
    private static readonly string[] _files = ["from", "teacher", "recipe"];

    /// <summary>Programs of others, which are not looked into further than the paths that they are given.</summary>
    private static readonly string[] _others = ["sudo", "docker", "kubectl", "curl", "npm", "python3", "pdftoppm", "mv"];

    [Fact]
    public void Every_command_in_a_block_is_one_that_there_is() => Faults(MarkdownPage.All.SelectMany(ShellCommand.Of)).ShouldBeEmpty();

    [Fact]
    public void Every_command_in_a_sentence_or_a_table_is_one_that_there_is()
    {
        IEnumerable<ShellCommand> commands =
            from page in MarkdownPage.All
            from code in page.InlineCode
            where code.StartsWith("digits ", StringComparison.Ordinal) || code.StartsWith("dotnet ", StringComparison.Ordinal)
            from command in ShellCommand.Split(page.Path, Placeholders().Replace(code, ""))
            select command with { Words = [.. command.Words.Select(word => word is "N" or "X" ? "1" : word)] };

        Faults(commands, isMention: true).ShouldBeEmpty();
    }

    [Fact]
    public void Every_file_that_is_named_in_a_sentence_is_there()
    {
        IEnumerable<string> missing =
            from page in MarkdownPage.All
            from code in page.InlineCode
            from word in code.Split(' ')
            where RepositoryPath().IsMatch(word) && !Path.Exists(Repository.File(word))
            select $"{page.Path}: {word}";

        missing.ShouldBeEmpty();
    }

    [Fact]
    public void Every_example_in_the_help_is_a_command_that_there_is()
    {
        IEnumerable<ShellCommand> commands =
            from verb in Verbs(Program.Root())
            from example in verb.Examples
            from command in ShellCommand.Split($"digits {verb.Name} --help", example)
            select command;

        Faults(commands).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("digits trian", "'trian'")]
    [InlineData("digits train --epoch 3", "'--epoch'")]
    [InlineData("digits train --epochs many", "epochs")]
    [InlineData("digits train --optimizer adm", "adm")]
    [InlineData("digits tune --space nonsense", "nonsense")]
    [InlineData("docker run -p 8080:8080 digits sreve", "'sreve'")]
    [InlineData("dotnet run tools/nothing.cs", "tools/nothing.cs")]
    [InlineData("dotnet run tools/api-reference.cs -- --chekc", "--chekc")]
    [InlineData("dotnet add package Digits.Nothing", "Digits.Nothing")]
    [InlineData("dotnet test --filter FullyQualifiedName~NoSuchTests", "NoSuchTests")]
    [InlineData("kubectl apply -f deploy/nothing.yaml", "deploy/nothing.yaml")]
    [InlineData("frobnicate", "frobnicate")]
    public void A_command_that_there_is_not_is_found(string line, string said) =>
        Faults(ShellCommand.Split("here", line)).ShouldHaveSingleItem().ShouldContain(said);

    [Fact]
    public void Where_output_goes_is_no_argument() =>
        ShellCommand.Split("here", "digits summary m2>a 2> b >>c 2>>d < e").ShouldHaveSingleItem().Words.ShouldBe(["digits", "summary", "m2"]);

    private static string[] Faults(IEnumerable<ShellCommand> commands, bool isMention = false) =>
    [
        .. commands.Select(command => (command, Fault: Fault(command, isMention))).Where(one => one.Fault is not null)
            .Select(one => $"{one.command}\n  {one.Fault}"),
    ];

    private static string? Fault(ShellCommand command, bool isMention)
    {
        if (command.Words.FirstOrDefault(word => RepositoryPath().IsMatch(word) && !Path.Exists(Repository.File(word))) is { } missing)
            return $"there is no {missing}";
        if (command.DigitsArguments is { } arguments)
            return FaultOfDigits(arguments, isMention);
        return command.Words[0] switch
        {
            "dotnet" => FaultOfDotnet(command.Words),
            var script when RepositoryPath().IsMatch(script) => null,
            var other => _others.Contains(other) ? null : $"nothing is known of '{other}'",
        };
    }

    /// <summary>What is wrong with the arguments of <c>digits</c>; where they are only mentioned, some may be missing.</summary>
    private static string? FaultOfDigits(string[] arguments, bool isMention)
    {
        ParseResult result = Program.Root().Parse(arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (result.Errors.Count > 0 && UsageError.Describe(result) is var error && !(isMention && IsIncomplete(error)))
            return error;
        if (result.CommandResult.Command is not (TrainVerb or TuneVerb))
            return null;
        try
        {
            RunConfiguration configuration = Recipe.Get(Value(result, "recipe") ?? "classic").Configuration;
            foreach (RunOption row in RunOptions.All.Where(row => !_files.Contains(row.Name)))
            {
                if (Value(result, row.Name) is { } value && !value.EndsWith(".json", StringComparison.Ordinal))
                    configuration = row.Set(configuration, value);
            }

            configuration.Check();
            if (result.CommandResult.Command is TuneVerb && result.GetResult("--space") is { } space)
                SearchSpace.Parse(space.Tokens.Select(token => token.Value));
            return null;
        }
        catch (DigitsException e)
        {
            return e.Message;
        }
    }

    private static bool IsIncomplete(string error) =>
        error.Contains("is missing", StringComparison.Ordinal) || error.Contains("wants a value", StringComparison.Ordinal);

    /// <summary>What an option is given; null where it is left out, or stands with a word such as NAME in place of a value.</summary>
    private static string? Value(ParseResult result, string name)
    {
        if (result.GetResult($"--{name}") is not OptionResult { Implicit: false } given)
            return null;
        string value = given.Tokens is [var token] ? token.Value : "true";
        return value.All(char.IsAsciiLetterUpper) ? null : value;
    }

    private static string? FaultOfDotnet(IReadOnlyList<string> words)
    {
        string[] packages = [.. Directory.EnumerateDirectories(Repository.File("src"), "Digits*").Select(folder => Path.GetFileName(folder)!)];
        switch (words)
        {
            case ["dotnet", "tool", "install" or "update", .., var tool]:
                return tool == "Digits.Cli" ? null : $"{tool} is no tool of this repository";
            case ["dotnet", "add", "package", var package]:
                return packages.Contains(package) ? null : $"{package} is no package of this repository";
            case ["dotnet", "run", ..]:
                return FaultOfRun([.. words.Skip(2)]);
            case ["dotnet", "test", ..]:
                return FaultOfTest([.. words.Skip(2)]);
            // What was built is found under the name of its project.
            case ["dotnet", var built, ..] when built.StartsWith("artifacts/bin/", StringComparison.Ordinal):
                return FaultOfRun([$"bench/{Path.GetFileNameWithoutExtension(built)}", "--", .. words.Skip(2)]);
            default:
                return words is ["dotnet", "build" or "format" or "nuget" or "pack" or "publish" or "restore", ..] ? null : "dotnet has no such command";
        }
    }

    /// <summary>A program of this repository that is no <c>digits</c>: it exists, and names each option that it is given.</summary>
    private static string? FaultOfRun(string[] words)
    {
        int end = Array.IndexOf(words, "--");
        string? program = words.FirstOrDefault(RepositoryPath().IsMatch);
        if (program is null)
            return "it does not say which program";
        if (end < 0 || program == "bench/Digits.Benchmarks")
            return null;

        string path = Repository.File(program);
        IEnumerable<string> files = File.Exists(path) ? [path] : Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories);
        string source = string.Concat(files.Select(File.ReadAllText));
        IEnumerable<string> options = words.Skip(end + 1).Where(word => word.StartsWith("--", StringComparison.Ordinal));
        return options.FirstOrDefault(option => !source.Contains(option, StringComparison.Ordinal)) is { } unknown ? $"{program} has no {unknown}" : null;
    }

    /// <summary>Every name in a filter is part of a test's name, its class's or its folder's.</summary>
    private static string? FaultOfTest(string[] words)
    {
        if (Array.IndexOf(words, "--filter") is not (var at and >= 0))
            return null;

        string tests = string.Concat(Directory.EnumerateFiles(Repository.File("tests"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.EndsWith("CommandTests.cs", StringComparison.Ordinal))
            .Select(File.ReadAllText));
        string[] names = [.. words[at + 1].Split(['&', '|', '(', ')'], StringSplitOptions.RemoveEmptyEntries).Select(part => part.Split('~', '=')[^1])];
        return names.FirstOrDefault(name => !tests.Contains(name, StringComparison.Ordinal)) is { } unknown ? $"no test is called {unknown}" : null;
    }

    private static IEnumerable<Verb> Verbs(Command command) => command.Subcommands.SelectMany(Verbs).Concat(command is Verb verb ? [verb] : []);

    [GeneratedRegex(@"^(tools|bench|samples|src|tests|deploy|docs)/[\w./-]+$")]
    private static partial Regex RepositoryPath();

    /// <summary>What shows that something may be left out or repeated.</summary>
    [GeneratedRegex(@"[\[\]…]")]
    private static partial Regex Placeholders();
}
