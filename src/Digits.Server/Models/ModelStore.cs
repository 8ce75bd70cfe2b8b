using System.Text.RegularExpressions;
using Digits.Engine;

namespace Digits.Server;

/// <summary>The models that are served, by name.</summary>
internal sealed partial class ModelStore
{
    private readonly Dictionary<string, ModelSlot> _slots = new(StringComparer.Ordinal);

    /// <summary>Loads all models.</summary>
    /// <exception cref="DigitsException">A model cannot be used, or two have the same name.</exception>
    internal ModelStore(IReadOnlyList<ModelFile> files)
    {
        foreach (ModelFile file in files)
        {
            if (!NamePattern().IsMatch(file.Name))
                throw new InvalidInputException($"A model cannot be called '{file.Name}'; a name has letters, digits, '-', '_' and '.'.");
            if (!_slots.TryAdd(file.Name, new ModelSlot(file)))
                throw new InvalidInputException($"Two models are called {file.Name}; give each its own name.");
        }

        Slots = [.. files.Select(file => _slots[file.Name])];
    }

    /// <summary>The models, in the order in which they were given; the first is the usual one.</summary>
    internal IReadOnlyList<ModelSlot> Slots { get; }

    /// <summary>The model of a name, or the usual one; null where there is none of this name.</summary>
    internal ModelSlot? Find(string? name) => name is null ? Slots[0] : _slots.GetValueOrDefault(name);

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")]
    private static partial Regex NamePattern();
}
