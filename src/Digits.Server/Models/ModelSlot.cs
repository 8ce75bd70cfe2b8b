using Digits.Engine;

namespace Digits.Server;

/// <summary>A name under which a model is served, and the model that is behind it now.</summary>
internal sealed class ModelSlot
{
    private readonly ModelFile _file;
    private volatile ServedModel _current;
    private (DateTime Written, long Length) _loaded;
    private (DateTime Written, long Length) _seen;

    /// <summary>Loads the model.</summary>
    /// <exception cref="DigitsException">It cannot be used.</exception>
    internal ModelSlot(ModelFile file)
    {
        _file = file;
        _loaded = _seen = Stamp();
        _current = ServedModel.Load(file);
    }

    internal string Name => _file.Name;

    internal ServedModel Current => _current;

    /// <summary>
    /// Loads the file again if it has changed and is the same at two looks: one that is still being written is left until it is whole. A file that cannot be
    /// used leaves the model that is there.
    /// </summary>
    /// <returns>What happened; null for nothing.</returns>
    internal string? Reload()
    {
        if (_file.Path is null)
            return null;
        (DateTime Written, long Length) now = Stamp();
        bool isStable = now == _seen;
        _seen = now;
        if (!isStable || now == _loaded || now.Length < 0)
            return null;

        _loaded = now;
        try
        {
            ServedModel model = ServedModel.Load(_file);
            string before = _current.Version;
            _current = model;
            return $"model {Name} is {model.Version} now, before {before}";
        }
        catch (DigitsException e)
        {
            return $"model {Name} stays {_current.Version}: {e.Message}";
        }
    }

    private (DateTime Written, long Length) Stamp()
    {
        if (_file.Path is null)
            return default;
        FileInfo file = new(_file.Path);
        return file.Exists ? (file.LastWriteTimeUtc, file.Length) : (default, -1);
    }
}
