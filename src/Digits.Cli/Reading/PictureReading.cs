using Digits.Engine;
using Digits.Imaging;
using Digits.Reading;

namespace Digits.Cli;

/// <summary>Reads sources, page by page, and writes the pictures that were asked for.</summary>
/// <param name="reader">Reads a page.</param>
/// <param name="options">How.</param>
/// <param name="outputs">Which pictures are written.</param>
internal sealed class PictureReading(DigitReader reader, ReadOptions options, PictureOutputs outputs)
{
    /// <summary>Reads one source. What is wrong with it is a line in the result.</summary>
    /// <exception cref="WorkFailedException">A picture cannot be written.</exception>
    internal SourceReading Read(PictureSource source)
    {
        if (source.Problem is not null)
            return new SourceReading([], source.Problem);
        List<ReadPicture> read = [];
        try
        {
            using IEnumerator<GrayImage> pages = Pages(source).GetEnumerator();
            bool isThere = pages.MoveNext();
            for (int number = 1; isThere; number++)
            {
                GrayImage page = pages.Current;
                isThere = pages.MoveNext();
                string suffix = number > 1 || isThere ? $"#{number}" : "";
                PageTrace? trace = outputs.WantsTrace ? new PageTrace() : null;
                ReadPicture picture = reader.Read(page, source.Path + suffix, options, trace);
                read.Add(picture);
                outputs.Write(source.Name + suffix.Replace("#", "-page", StringComparison.Ordinal), page, picture, trace);
            }
        }
        catch (InvalidInputException e)
        {
            return new SourceReading(read, e.Message);
        }

        return new SourceReading(read, null);
    }

    private IEnumerable<GrayImage> Pages(PictureSource source)
    {
        if (!source.IsStandardInput)
            return Picture.LoadPages(source.Path, options.Picture);
        using Stream input = Console.OpenStandardInput();
        return Picture.LoadPages(input, options.Picture, "standard input");
    }
}
