namespace Digits.Server;

/// <summary>A tensor of a request, as it was sent.</summary>
internal sealed class InferInput
{
    internal string? Name { get; set; }

    internal string? Datatype { get; set; }

    /// <summary>The dimensions; null where the request has none.</summary>
    internal List<long>? Shape { get; set; }

    /// <summary>The numbers of the JSON, in their order, however they are nested; the first <see cref="Count"/> are used.</summary>
    internal float[]? Data { get; set; }

    internal int Count { get; set; }

    /// <summary>The bytes that follow the JSON; null where the numbers are in it.</summary>
    internal long? BinarySize { get; set; }
}
