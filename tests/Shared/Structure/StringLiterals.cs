using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Digits.Tests.Shared;

/// <summary>The texts that stand in a compiled project.</summary>
internal static partial class StringLiterals
{
    /// <summary>Those that name an option of the command line, such as <c>--out</c>; variables of CSS are none.</summary>
    internal static string[] ThatNameAnOption(string assemblyFile)
    {
        using ModuleDefinition module = ModuleDefinition.ReadModule(assemblyFile);
        return
        [
            .. module.GetTypes().Where(type => !IsGenerated(type)).SelectMany(type => type.Methods).Where(method => method.HasBody)
                .SelectMany(method =>
                    method.Body.Instructions.Where(step => step.OpCode == OpCodes.Ldstr).Select(step => (Method: method.FullName, Text: (string)step.Operand)))
                .Where(literal => Option().IsMatch(literal.Text))
                .Select(literal => $"{literal.Method}: {literal.Text}"),
        ];
    }

    /// <summary>Whether a generator wrote a type: the one for OpenAPI copies all comments into the assembly.</summary>
    private static bool IsGenerated(TypeDefinition? type) =>
        type is not null && (type.Namespace == "Microsoft.AspNetCore.OpenApi.Generated" || IsGenerated(type.DeclaringType));

    [GeneratedRegex(@"(?<![\w({;-]|\{\s*|;\s*)--[a-z][a-z-]*(?![a-z-]|\s*:)")]
    private static partial Regex Option();
}
