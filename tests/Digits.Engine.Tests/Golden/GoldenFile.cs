using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Digits.Engine.Tests.Golden;

/// <summary>Reads what <c>tools/golden/pytorch_steps.py</c> wrote.</summary>
internal static class GoldenFile
{
    private static readonly JsonSerializerOptions _snakeCase = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    internal static T Read<T>(string name, [CallerFilePath] string here = "") =>
        JsonSerializer.Deserialize<T>(File.ReadAllText(Path.Combine(Path.GetDirectoryName(here)!, "PyTorch", $"{name}.json")), _snakeCase)!;
}
