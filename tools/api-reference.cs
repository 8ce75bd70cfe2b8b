#:project ../src/Digits.Server/Digits.Server.csproj
#:project ../src/Digits.Tuning/Digits.Tuning.csproj
#:package Microsoft.CodeAnalysis.CSharp
#:property PublishAot=false

// Writes docs/api, the reference of the public types: a page for each namespace, made of the assemblies and their XML comments.
//   dotnet run -c Release tools/api-reference.cs            writes the pages
//   dotnet run -c Release tools/api-reference.cs -- --check says which pages are not what they would be, and ends with 1 if there are any
// docfx writes such pages too, but 1.3 MB of them in 277 files, most of it members that every record inherits.

using System.Runtime.CompilerServices;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Digits.Engine;
using Digits.Reading;
using Digits.Server;
using Digits.Tuning;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

if (args is not ([] or ["--check"]))
{
    Console.Error.WriteLine($"api-reference: '{string.Join(' ', args)}' is not understood: leave it out, or say --check.");
    return 2;
}

(string Package, string Assembly)[] packages =
[
    ("Digits.Engine", typeof(Network).Assembly.Location),
    ("Digits", typeof(DigitReader).Assembly.Location),
    ("Digits.Tuning", typeof(Study).Assembly.Location),
    ("Digits.Server", typeof(DigitsServer).Assembly.Location),
];
string folder = Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "docs", "api");
Dictionary<string, string> pages = new Reference(packages).Pages();
if (args is ["--check"])
{
    string[] stale = [.. pages.Where(page => TextOf(page.Key) != page.Value).Select(page => page.Key)];
    string[] extra = [.. Directory.EnumerateFiles(folder, "*.md").Select(file => Path.GetFileName(file)).Except(pages.Keys)];
    foreach (string name in stale.Concat(extra))
        Console.WriteLine($"docs/api/{name} is not current; run: dotnet run -c Release tools/api-reference.cs");
    return stale.Length + extra.Length > 0 ? 1 : 0;
}

Directory.CreateDirectory(folder);
foreach (string old in Directory.EnumerateFiles(folder, "*.md").Where(file => !pages.ContainsKey(Path.GetFileName(file))))
    File.Delete(old);
foreach ((string name, string text) in pages)
    File.WriteAllText(Path.Combine(folder, name), text);
Console.WriteLine($"wrote {pages.Count} pages, {pages.Values.Sum(text => Encoding.UTF8.GetByteCount(text)):N0} bytes");
return 0;

string TextOf(string page) => File.Exists(Path.Combine(folder, page)) ? File.ReadAllText(Path.Combine(folder, page)) : "";

static string ThisFile([CallerFilePath] string path = "") => path;

/// <summary>The public types of some assemblies as pages of Markdown.</summary>
internal sealed class Reference
{
    private static readonly SymbolDisplayFormat _signature = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeModifiers
            | SymbolDisplayMemberOptions.IncludeRef | SymbolDisplayMemberOptions.IncludeConstantValue,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName
            | SymbolDisplayParameterOptions.IncludeDefaultValue | SymbolDisplayParameterOptions.IncludeParamsRefOut
            | SymbolDisplayParameterOptions.IncludeExtensionThis,
        propertyStyle: SymbolDisplayPropertyStyle.ShowReadWriteDescriptor,
        delegateStyle: SymbolDisplayDelegateStyle.NameAndSignature,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
            | SymbolDisplayMiscellaneousOptions.AllowDefaultLiteral);

    private readonly (string Package, INamedTypeSymbol[] Types)[] _packages;
    private readonly Dictionary<string, XElement> _comments = new(StringComparer.Ordinal);
    private readonly Dictionary<string, INamedTypeSymbol> _types = new(StringComparer.Ordinal);

    internal Reference((string Package, string Assembly)[] packages)
    {
        string[] runtime = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator);
        CSharpCompilation compilation = CSharpCompilation.Create("reference", references: runtime.Select(path => MetadataReference.CreateFromFile(path)));
        _packages = [.. packages.Select(package => (package.Package, TypesOf(compilation, Path.GetFileNameWithoutExtension(package.Assembly))))];
        foreach (INamedTypeSymbol type in _packages.SelectMany(package => package.Types))
            _types.Add(type.GetDocumentationCommentId()!, type);
        foreach ((_, string assembly) in packages)
        {
            foreach (XElement member in XDocument.Load(Path.ChangeExtension(assembly, ".xml"), LoadOptions.PreserveWhitespace).Descendants("member"))
                _comments.TryAdd(member.Attribute("name")!.Value, member);
        }
    }

    internal Dictionary<string, string> Pages()
    {
        StringBuilder index = new("# Reference\n\nThe public types, by package and namespace. The pages are made from the assemblies and their comments by\n"
            + "`dotnet run -c Release tools/api-reference.cs`; do not edit them by hand.\n");
        Dictionary<string, string> pages = new(StringComparer.Ordinal);
        foreach ((string package, INamedTypeSymbol[] types) in _packages)
        {
            index.Append($"\n## Package {package}\n");
            foreach (IGrouping<string, INamedTypeSymbol> space in types.GroupBy(Space).OrderBy(group => group.Key, StringComparer.Ordinal))
            {
                string page = $"{space.Key}.md";
                index.Append($"\n### [{space.Key}]({page})\n\n");
                StringBuilder text = new($"# {space.Key}\n\nPackage `{package}`. [All packages](README.md)\n");
                foreach (INamedTypeSymbol type in space)
                {
                    index.Append($"- [{Escape(Title(type))}]({page}#{Anchor(Title(type))}): {FirstSentence(Summary(type))}\n");
                    Describe(type, text);
                }

                pages.Add(page, text.ToString());
            }
        }

        pages.Add("README.md", index.ToString());
        return pages;
    }

    private static INamedTypeSymbol[] TypesOf(Compilation compilation, string assembly)
    {
        IAssemblySymbol symbol = compilation.SourceModule.ReferencedAssemblySymbols.Single(one => one.Name == assembly);
        return [.. Namespaces(symbol.GlobalNamespace).SelectMany(space => space.GetTypeMembers()).SelectMany(Nested).OrderBy(Title, StringComparer.Ordinal)];

        static IEnumerable<INamespaceSymbol> Namespaces(INamespaceSymbol space) => space.GetNamespaceMembers().SelectMany(Namespaces).Append(space);
        static IEnumerable<INamedTypeSymbol> Nested(INamedTypeSymbol type) =>
            type.DeclaredAccessibility == Accessibility.Public && type.CanBeReferencedByName ? type.GetTypeMembers().SelectMany(Nested).Append(type) : [];
    }

    private void Describe(INamedTypeSymbol type, StringBuilder text)
    {
        text.Append($"\n## {Escape(Title(type))}\n\n{Summary(type)}\n\n```csharp\n{Declaration(type)}\n```\n");
        if (Part(type, "remarks") is { Length: > 0 } remarks)
            text.Append($"\n{remarks}\n");
        ISymbol[] members = [.. type.GetMembers().Where(member => IsShown(member, type)).OrderBy(Rank).ThenBy(NameToSortBy, StringComparer.Ordinal)];
        if (members.Length > 0)
            text.Append('\n');
        foreach (ISymbol member in members)
            Describe(member, type, text);
    }

    private void Describe(ISymbol member, INamedTypeSymbol type, StringBuilder text)
    {
        string summary = Summary(member) is { } own && own != Summary(type) ? own : "";
        if (summary.Length == 0 && member is IPropertySymbol)
            summary = Render(Comment(type)?.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == member.Name));
        text.Append($"- `{Signature(member)}`{(summary.Length > 0 ? $"  \n  {summary}" : "")}\n");
        bool isRecordConstructor = member is IMethodSymbol { MethodKind: MethodKind.Constructor } && type.IsRecord;
        if (Part(member, "remarks") is { Length: > 0 } remarks)
            text.Append($"  - {remarks}\n");
        foreach (XElement param in isRecordConstructor ? [] : Comment(member)?.Elements("param") ?? [])
            text.Append($"  - `{param.Attribute("name")!.Value}`: {Render(param)}\n");
        if (Part(member, "returns") is { Length: > 0 } returns)
            text.Append($"  - Returns: {returns}\n");
        foreach (XElement exception in Comment(member)?.Elements("exception") ?? [])
            text.Append($"  - Throws {Link(exception.Attribute("cref")!.Value)}: {Render(exception)}\n");
    }

    private static bool IsShown(ISymbol member, INamedTypeSymbol type)
    {
        bool isVisible = member.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;
        bool isOfEveryRecord = member.Name is "Equals" or "GetHashCode" or "ToString" or "EqualityContract" or "PrintMembers" or "Deconstruct" or "value__";
        if (!isVisible || isOfEveryRecord)
            return false;
        return member switch
        {
            INamedTypeSymbol => false,
            IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: [] } => type.TypeKind is not (TypeKind.Struct or TypeKind.Enum),
            IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters: [var only] } => !SymbolEqualityComparer.Default.Equals(only.Type, type),
            IMethodSymbol { MethodKind: MethodKind.Constructor } => true,
            IMethodSymbol { MethodKind: not MethodKind.Ordinary } => false,
            _ => member.CanBeReferencedByName || member is IPropertySymbol { IsIndexer: true },
        };
    }

    private static int Rank(ISymbol member) => member switch
    {
        IFieldSymbol => 0,
        IMethodSymbol { MethodKind: MethodKind.Constructor } => 1,
        IPropertySymbol or IEventSymbol => 2,
        _ => 3,
    };

    /// <summary>Values of an enumeration stay in their order.</summary>
    private static string NameToSortBy(ISymbol member) => member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } ? "" : member.Name;

    private static string Declaration(INamedTypeSymbol type)
    {
        string modifiers = type.TypeKind switch
        {
            TypeKind.Class when type.IsStatic => "static ",
            TypeKind.Class when type.IsAbstract => "abstract ",
            TypeKind.Class when type.IsSealed => "sealed ",
            TypeKind.Struct when type.IsReadOnly => "readonly ",
            _ => "",
        };
        string kind = type.TypeKind switch
        {
            TypeKind.Class when type.IsRecord => "record",
            TypeKind.Struct when type.IsRecord => "record struct",
            _ => type.TypeKind.ToString().ToLowerInvariant(),
        };
        IEnumerable<ITypeSymbol> bases = type.BaseType is { SpecialType: SpecialType.None } parent ? [parent] : [];
        string[] names = [.. bases.Concat(type.Interfaces.Where(one => one.Name != "IEquatable")).Select(one => one.ToDisplayString(_signature))];
        return $"public {modifiers}{kind} {Title(type)}{(names.Length > 0 ? $" : {string.Join(", ", names)}" : "")}";
    }

    private static string Signature(ISymbol member) => member is IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } field
        ? field.Name
        : member.ToDisplayString(_signature);

    private static string Space(INamedTypeSymbol type) => type.ContainingNamespace.ToDisplayString();

    private static string Title(INamedTypeSymbol type)
    {
        string outer = type.ContainingType is { } containing ? $"{Title(containing)}." : "";
        string parameters = type.TypeParameters is [] ? "" : $"<{string.Join(", ", type.TypeParameters.Select(one => one.Name))}>";
        return outer + type.Name + parameters;
    }

    private static string Anchor(string title) => Regex.Replace(title.ToLowerInvariant(), @"[^\w\- ]", "").Replace(' ', '-');

    private XElement? Comment(ISymbol symbol)
    {
        if (symbol.GetDocumentationCommentId() is not { } id || !_comments.TryGetValue(id, out XElement? own))
            return null;
        if (own.Element("inheritdoc") is null)
            return own;
        ISymbol? model = symbol switch
        {
            IMethodSymbol { OverriddenMethod: { } overridden } => overridden,
            IPropertySymbol { OverriddenProperty: { } overridden } => overridden,
            _ => symbol.ContainingType?.AllInterfaces.SelectMany(one => one.GetMembers(symbol.Name))
                .FirstOrDefault(one => SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(one), symbol)),
        };
        return model is null ? null : Comment(model);
    }

    private string Summary(ISymbol symbol) => Part(symbol, "summary");

    private string Part(ISymbol symbol, string name) => Render(Comment(symbol)?.Element(name));

    private static string FirstSentence(string text) =>
        Regex.Match(text, @"^.*?[.](?=\s|$)", RegexOptions.Singleline) is { Success: true } match ? match.Value : text;

    private string Render(XElement? element)
    {
        if (element is null)
            return "";
        StringBuilder text = new();
        foreach (XNode node in element.Nodes())
            text.Append(Render(node));
        return Regex.Replace(text.ToString(), @"\s+", " ").Trim();
    }

    private string Render(XNode node) => node switch
    {
        XText text => Escape(text.Value),
        XElement { Name.LocalName: "c" or "code" } code => $"`{code.Value.Trim()}`",
        XElement { Name.LocalName: "paramref" or "typeparamref" } reference => $"`{reference.Attribute("name")!.Value}`",
        XElement { Name.LocalName: "see" or "seealso" } see => see.Attribute("cref") is { } target ? Link(target.Value)
            : see.Attribute("href") is { } address ? $"[{Escape(see.Value.Length > 0 ? see.Value : address.Value)}]({address.Value})"
            : $"`{see.Attribute("langword")?.Value}`",
        XElement { Name.LocalName: "item" } item => $" {Render(item)};",
        XElement other => $" {Render(other)} ",
        _ => "",
    };

    /// <summary>A type or member that a comment names: with a link where it is one of these pages.</summary>
    private string Link(string id)
    {
        string path = Regex.Replace(id[2..], @"\(.*$|``?\d+", "");
        string owner = id[0] == 'T' ? id : "T:" + path[..path.LastIndexOf('.')];
        INamedTypeSymbol? type = _types.GetValueOrDefault(owner) ?? _types.FirstOrDefault(one => one.Key.Split('`')[0] == owner).Value;
        string name = path[(path.LastIndexOf('.') + 1)..];
        string shown = id[0] == 'T' ? name : name == "#ctor" ? path.Split('.')[^2] : $"{path.Split('.')[^2]}.{name}";
        return type is null ? $"`{shown}`" : $"[{shown}]({Space(type)}.md#{Anchor(Title(type))})";
    }

    private static string Escape(string text) => Regex.Replace(text, @"[\\*\[\]<|`]", @"\$0");
}
