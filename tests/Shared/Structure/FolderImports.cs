using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Digits.Tests.Shared;

/// <summary>
/// Which folders of a project use which, read from the compiled assembly: a type belongs to the folder that holds the file of its name (<c>Name.cs</c> or
/// <c>Name.Part.cs</c>).
/// </summary>
internal sealed class FolderImports
{
    private readonly Dictionary<string, string> _folderOf = [];
    private readonly HashSet<FolderImport> _imports = [];

    /// <summary>Reads an assembly.</summary>
    /// <param name="assemblyFile">The compiled project.</param>
    /// <param name="sourceFolder">The project's folder.</param>
    internal FolderImports(string assemblyFile, string sourceFolder)
    {
        foreach (string file in Directory.EnumerateFiles(sourceFolder, "*.cs", SearchOption.AllDirectories))
        {
            string folder = Path.GetRelativePath(sourceFolder, Path.GetDirectoryName(file)!).Replace('\\', '/');
            _folderOf[Path.GetFileName(file).Split('.')[0]] = folder;
        }

        using ModuleDefinition module = ModuleDefinition.ReadModule(assemblyFile);
        foreach (TypeDefinition type in module.Types)
            Visit(type, type.Name);
    }

    /// <summary>Every use of a type by one of another folder, once.</summary>
    internal IReadOnlyCollection<FolderImport> All => _imports;

    private void Visit(TypeDefinition type, string owner)
    {
        Use(type.BaseType, owner);
        foreach (InterfaceImplementation implemented in type.Interfaces)
            Use(implemented.InterfaceType, owner);

        foreach (FieldDefinition field in type.Fields)
            Use(field.FieldType, owner);

        foreach (MethodDefinition method in type.Methods)
            Visit(method, owner);

        foreach (TypeDefinition nested in type.NestedTypes)
            Visit(nested, owner);
    }

    private void Visit(MethodDefinition method, string owner)
    {
        UseSignature(method, owner);
        foreach (GenericParameterConstraint constraint in method.GenericParameters.SelectMany(parameter => parameter.Constraints))
            Use(constraint.ConstraintType, owner);

        if (!method.HasBody)
            return;

        foreach (VariableDefinition variable in method.Body.Variables)
            Use(variable.VariableType, owner);

        foreach (Instruction instruction in method.Body.Instructions)
        {
            switch (instruction.Operand)
            {
                case TypeReference type:
                    Use(type, owner);
                    break;
                case FieldReference field:
                    Use(field.DeclaringType, owner);
                    Use(field.FieldType, owner);
                    break;
                case MethodReference called:
                    Use(called.DeclaringType, owner);
                    UseSignature(called, owner);
                    break;
            }
        }
    }

    private void UseSignature(MethodReference method, string owner)
    {
        Use(method.ReturnType, owner);
        foreach (ParameterDefinition parameter in method.Parameters)
            Use(parameter.ParameterType, owner);

        if (method is GenericInstanceMethod generic)
        {
            foreach (TypeReference argument in generic.GenericArguments)
                Use(argument, owner);
        }
    }

    private void Use(TypeReference? used, string owner)
    {
        if (used is GenericInstanceType generic)
        {
            foreach (TypeReference argument in generic.GenericArguments)
                Use(argument, owner);
        }

        TypeReference? type = used?.GetElementType();
        while (type?.DeclaringType is { } outer)
            type = outer;

        if (type?.Scope is ModuleDefinition && Folder(owner) is { } from && Folder(type.Name) is { } to && from != to)
            _imports.Add(new FolderImport(from, to, Plain(owner), Plain(type.Name)));
    }

    /// <summary>Null for what the compiler made.</summary>
    private string? Folder(string type) => _folderOf.GetValueOrDefault(Plain(type));

    private static string Plain(string type) => type.Split('`')[0];
}
