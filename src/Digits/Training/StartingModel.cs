using System.Security.Cryptography;
using Digits.Engine;

namespace Digits.Training;

/// <summary>A model file whose weights a run begins with.</summary>
/// <param name="Path">The file.</param>
/// <param name="Sha256">The SHA-256 of its bytes in hexadecimal digits, so that a run that is resumed begins with no other.</param>
public sealed record StartingModel(string Path, string Sha256)
{
    private const int MostBytes = 1 << 30;

    /// <summary>A file as it is now.</summary>
    /// <exception cref="DigitsException">It cannot be read.</exception>
    public static StartingModel Of(string path) => new(path, Hash(InputFile.ReadAllBytes(path, MostBytes)));

    /// <summary>Loads the model.</summary>
    /// <exception cref="DigitsException">The file cannot be read, is another than it was, or is no model that the engine knows.</exception>
    public OnnxModel Load()
    {
        byte[] bytes = InputFile.ReadAllBytes(Path, MostBytes);
        if (Hash(bytes) != Sha256)
            throw new InvalidInputException($"{Path}: has changed since the run was started (by its SHA-256); put that file back, or start a new run.");

        try
        {
            return OnnxModel.Read(bytes, new OnnxLoadOptions { DataFolder = System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(Path)) });
        }
        catch (DigitsException e)
        {
            throw new InvalidInputException($"{Path}: {e.Message}", e);
        }
    }

    private static string Hash(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
