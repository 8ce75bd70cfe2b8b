using System.Diagnostics.CodeAnalysis;
using Digits.Engine;

namespace Digits.Data;

/// <summary>Finds MNIST on this machine or downloads it.</summary>
public static class MnistSource
{
    /// <summary>The name by which <see cref="DataSource"/> knows MNIST.</summary>
    public const string Name = "mnist";

    /// <summary>The folder with all four files, or null: looks in <c>$DIGITS_DATA/mnist</c>, <c>./data/mnist</c> and the user's cache.</summary>
    public static string? Find(DataSourceOptions? options = null)
    {
        options ??= new DataSourceOptions();
        return Places(options).FirstOrDefault(folder => Directory.Exists(folder) && IdxFolder.Find(FileTree.OfFolder(folder)).IsComplete);
    }

    /// <summary>The folder with all four files, downloaded into the user's cache where it is not found.</summary>
    /// <param name="options">Where to look, where to download from, and who is told of the progress.</param>
    /// <param name="cancellation">Stops a download. What has arrived is kept, and the next download continues there.</param>
    /// <exception cref="DigitsException">MNIST is not on this machine and cannot be downloaded.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static string Get(DataSourceOptions? options = null, CancellationToken cancellation = default)
    {
        return TryGet(options, out string? folder, out string? reason, cancellation) ? folder : throw new WorkFailedException(reason);
    }

    /// <summary>Like <see cref="Get"/>, but says why MNIST is not available instead of throwing.</summary>
    /// <param name="options">Where to look, where to download from, and who is told of the progress.</param>
    /// <param name="folder">The folder with all four files.</param>
    /// <param name="reason">Where it was looked for and what the mirrors answered, in one line.</param>
    /// <param name="cancellation">Stops a download. What has arrived is kept, and the next download continues there.</param>
    /// <returns>Whether the folder was found or filled.</returns>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static bool TryGet(
        DataSourceOptions? options,
        [NotNullWhen(true)] out string? folder,
        [NotNullWhen(false)] out string? reason,
        CancellationToken cancellation = default)
    {
        options ??= new DataSourceOptions();
        folder = Find(options);
        reason = null;
        return folder is not null || NamedSource.TryGet(NamedSets.Mnist(options), options, out folder, out reason, cancellation);
    }

    private static IEnumerable<string> Places(DataSourceOptions options) => DataSource.Places(Name, options);
}
