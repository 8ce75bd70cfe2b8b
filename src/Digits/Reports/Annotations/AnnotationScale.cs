using Digits.Imaging;
using Digits.Reading;

namespace Digits.Reports;

/// <summary>How much a picture is enlarged so that there is room for figures beside its digits, and how large these are.</summary>
/// <param name="Factor">The whole factor by which the picture is enlarged; 1 where its digits are large enough, or it would become too large.</param>
/// <param name="Unit">Multiplies lines and figures: 1 for digits of usual height, more for larger ones.</param>
internal readonly record struct AnnotationScale(int Factor, float Unit)
{
    private const double WantedPitch = 46;
    private const double WantedHeight = 44;
    private const int LeastWidth = 480;
    private const double LargestSide = 6000;

    internal static AnnotationScale Of(GrayImage image, ReadPicture read)
    {
        const double UsualHeight = 90;
        double wanted = read.Digits.Count == 0
            ? (double)LeastWidth / image.Width
            : Math.Max(WantedHeight / Median(read.Digits.Select(digit => (double)digit.Height)), WantedPitch / Pitch(read));
        double most = Math.Floor(LargestSide / Math.Max(image.Width, image.Height));
        int factor = (int)Math.Clamp(Math.Ceiling(wanted), 1, Math.Max(1, most));
        double height = read.Digits.Count == 0 ? 0 : Median(read.Digits.Select(digit => (double)digit.Height));
        return new AnnotationScale(factor, (float)Math.Clamp(factor * height / UsualHeight, 1, 8));
    }

    /// <summary>The usual distance from the middle of a digit to that of the next in its row; their height where all stand alone.</summary>
    private static double Pitch(ReadPicture read)
    {
        double[] pitches =
        [
            .. read.Digits.GroupBy(digit => digit.Line)
                .SelectMany(row => row.Zip(row.Skip(1), (a, b) => Math.Abs(Middle(b) - Middle(a))))
                .Where(pitch => pitch > 0),
        ];
        return pitches.Length > 0 ? Median(pitches) : Median(read.Digits.Select(digit => (double)digit.Height));
    }

    private static double Middle(ReadDigit digit) => digit.X + (digit.Width / 2.0);

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return Math.Max(1, sorted[sorted.Length / 2]);
    }
}
