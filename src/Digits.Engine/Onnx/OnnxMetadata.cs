namespace Digits.Engine;

/// <summary>Keys.</summary>
public static class OnnxMetadata
{
    /// <summary>Key.</summary>
    public const string InputRange = "input_range";

    /// <summary>Value.</summary>
    public const string ZeroToOne = "0-1";

    /// <summary>Key.</summary>
    public const string Labels = "labels";

    /// <summary>Key.</summary>
    public const string Configuration = "config";
}
