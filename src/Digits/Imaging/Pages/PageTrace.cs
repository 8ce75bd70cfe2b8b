namespace Digits.Imaging;

/// <summary>
/// Collects the pictures that are made while a page is read, for whoever wants to see why it was read as it was. For one page and one thread.
/// </summary>
public sealed class PageTrace
{
    private readonly List<PageStage> _stages = [];

    /// <summary>The pictures, in the order in which they were made.</summary>
    public IReadOnlyList<PageStage> Stages => _stages;

    internal void Add(string name, GrayImage image) => _stages.Add(new PageStage(name, image));
}
