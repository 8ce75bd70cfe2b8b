using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Digits.EndToEnd.Tests.Docs;

/// <summary>The C# of a page, put together in order as one program, as a reader would who goes along.</summary>
internal sealed class PageProgram
{
    /// <summary>What the SDKs of .NET import without being asked.</summary>
    private const string Imported = """
        global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; global using System.Net.Http;
        global using System.Threading; global using System.Threading.Tasks; global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration; global using Microsoft.Extensions.DependencyInjection;
        global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    private static readonly CSharpParseOptions _options = new(LanguageVersion.Latest);
    private static readonly Lazy<MetadataReference[]> _references = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))]);

    private readonly CSharpCompilation _compilation;

    /// <summary>Compiles the program.</summary>
    /// <param name="page">Its page.</param>
    internal PageProgram(MarkdownPage page)
    {
        List<string> usings = [], statements = [], types = [];
        foreach (CodeBlock block in page.BlocksOf("csharp"))
        {
            CompilationUnitSyntax unit = CSharpSyntaxTree.ParseText(block.Text, _options).GetCompilationUnitRoot();
            string place = $"\n#line {block.Line} \"{block.Page}\"\n";
            usings.AddRange(unit.Usings.Select(one => one.ToString()));
            statements.Add(place + string.Concat(unit.Members.OfType<GlobalStatementSyntax>().Select(one => one.ToFullString())));
            types.Add(place + string.Concat(unit.Members.Where(member => member is not GlobalStatementSyntax).Select(one => one.ToFullString())));
        }

        string source = string.Join('\n', usings.Distinct().Concat(statements).Concat(types));
        _compilation = CSharpCompilation.Create(
            "Page",
            [CSharpSyntaxTree.ParseText(Imported, _options), CSharpSyntaxTree.ParseText(source, _options)],
            _references.Value,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
    }

    /// <summary>What the compiler has against it, with the page's own lines.</summary>
    internal string[] Errors =>
    [
        .. _compilation.GetDiagnostics().Where(one => one.Severity == DiagnosticSeverity.Error)
            .Select(one => $"{one.Location.GetMappedLineSpan()}: {one.GetMessage()}"),
    ];

    /// <summary>Writes the program into a folder.</summary>
    /// <returns>The path of the program.</returns>
    internal string Write(string folder)
    {
        string path = Path.Combine(folder, "Page.dll");
        _compilation.Emit(path).Success.ShouldBeTrue(string.Join('\n', Errors));
        return path;
    }
}
