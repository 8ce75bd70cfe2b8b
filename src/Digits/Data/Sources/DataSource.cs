using Digits.Engine;

namespace Digits.Data;

/// <summary>Loads a set of digits by name or by path.</summary>
public static class DataSource
{
    /// <summary>The name of the digits that a program draws: <see cref="Strokes"/>.</summary>
    public const string StrokesName = "strokes";

    /// <summary>The name of the same digits with every way of writing a digit equally often: 24,000 to train on.</summary>
    public const string FormsName = "forms";

    /// <summary>The name of what is not a digit: <see cref="Negatives"/>; 20,000 to train on.</summary>
    public const string NegativesName = "negatives";

    /// <summary>
    /// Loads a data set. A name is <c>mnist</c> (found or downloaded, see <see cref="MnistSource"/>), likewise <c>fashion-mnist</c>, <c>kmnist</c>,
    /// <c>emnist-balanced</c>, <c>-digits</c>, <c>-letters</c>, <c>-byclass</c>, <c>-bymerge</c> and <c>-mnist</c>, <c>qmnist</c> and <c>usps</c>;
    /// <c>strokes</c>, <c>forms</c> or <c>negatives</c> (built in), or anything in <c>$DIGITS_DATA</c>, <c>./data</c> or the user's cache. A path is a folder
    /// of IDX files, the image file of an IDX pair, a table (<see cref="KaggleCsv"/>), a folder of pictures (<see cref="ImageFolder"/>), a file or folder of
    /// NumPy's, Parquet, HDF5 or MATLAB, or a ZIP or tar archive of these, and the content says which. Several with <c>+</c> between them are the training
    /// images of all and the test images of the first.
    /// </summary>
    /// <param name="nameOrPath">The name or path; the names above come before any file of that name.</param>
    /// <param name="options">Where to look and how to download.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DigitsException">There is no such data set, or its files cannot be used.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static DigitData Load(string nameOrPath, DataSourceOptions? options = null, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        options ??= new DataSourceOptions();
        if (nameOrPath == StrokesName)
            return Strokes.Generate();
        if (nameOrPath == FormsName)
            return Strokes.Generate(train: 24000, evenly: true);
        if (nameOrPath == NegativesName)
            return Negatives.Generate();
        if (nameOrPath == MnistSource.Name)
            return DataPath.Load(MnistSource.Get(options, cancellation), MnistSource.Name);
        if (string.IsNullOrWhiteSpace(nameOrPath))
            throw new InvalidInputException($"The name of the data set is empty; give {MnistSource.Name}, {StrokesName} or a path.");
        if (NamedSource.Of(nameOrPath, options) is { } named)
            return NamedSource.Load(named, options, cancellation);
        if (Places(nameOrPath, options).Prepend(nameOrPath).FirstOrDefault(DataPath.Exists) is { } path)
            return DataPath.Load(path);

        string[] parts = nameOrPath.Split('+');
        return parts.Length > 1
            ? parts.Select(part => Load(part, options, cancellation)).Aggregate((all, next) => all.Join(next))
            : throw NotFound(nameOrPath, options);
    }

    /// <summary>
    /// Loads MNIST or, if it can neither be found nor downloaded, the built-in <c>strokes</c>; <see cref="DigitData.WhyStrokes"/> tells which.
    /// </summary>
    /// <param name="options">Where to look and how to download.</param>
    /// <param name="cancellation">Stops a download.</param>
    /// <exception cref="DigitsException">MNIST is here, but its files are damaged.</exception>
    /// <exception cref="OperationCanceledException">The download was stopped.</exception>
    public static DigitData LoadDefault(DataSourceOptions? options = null, CancellationToken cancellation = default)
    {
        return MnistSource.TryGet(options, out string? folder, out string? whyNot, cancellation)
            ? DataPath.Load(folder, MnistSource.Name)
            : Strokes.Generate() with { WhyStrokes = whyNot };
    }

    /// <summary>Where a name is looked for, in order.</summary>
    internal static IEnumerable<string> Places(string name, DataSourceOptions options)
    {
        if (options.DataFolder is not null)
            yield return Path.Combine(options.DataFolder, name);
        yield return Path.Combine(options.LocalFolder, name);
        yield return Path.Combine(options.CacheFolder, name);
    }

    private static InvalidInputException NotFound(string nameOrPath, DataSourceOptions options)
    {
        bool isPath = Path.GetFileName(nameOrPath) != nameOrPath || Path.HasExtension(nameOrPath);
        if (isPath)
            return new InvalidInputException($"{nameOrPath}: no such file or folder.");
        IEnumerable<string> here = Places("", options)
            .Where(Directory.Exists)
            .SelectMany(folder => Directory.EnumerateDirectories(folder, "*", new EnumerationOptions { IgnoreInaccessible = true }))
            .Select(folder => Path.GetFileName(folder)!);
        string[] names = [MnistSource.Name, .. options.Sets.Select(set => set.Name)];
        string meant = NearestName.Of(nameOrPath, [.. names, StrokesName, FormsName, NegativesName, .. here]) is { } nearest
            ? $"did you mean '{nearest}'? Otherwise give"
            : "give";
        return new InvalidInputException($"'{nameOrPath}' is not a data set, a file or a folder; {meant} {string.Join(", ", names)}, {StrokesName} or a path.");
    }
}
