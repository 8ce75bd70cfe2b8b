using Digits.Data;
using Digits.Engine;
using Digits.Reading;
using Digits.Training;

namespace Digits.Cli;

/// <summary>Points out a set that is dark on white or has rows and columns exchanged, and a model that was trained on other pixels.</summary>
internal static class InputRemarks
{
    private static readonly string[] _known = [MnistSource.Name, DataSource.StrokesName, DataSource.FormsName, DataSource.NegativesName];

    /// <summary>Shares that look the same when they are written.</summary>
    private const double Alike = 0.002;

    /// <summary>Images that a model is tried on.</summary>
    private const int Enough = 2000;

    /// <summary>Says what has to be done to a set's images, where that is plain.</summary>
    /// <param name="source">The set as the user named it, and how it was turned already; the built-in ones are known to be right.</param>
    /// <param name="data">The set, turned so.</param>
    /// <param name="threads">Threads to use.</param>
    /// <returns>Whether something is wrong with them.</returns>
    internal static bool WarnOfData(RunConfiguration source, DigitData data, int threads)
    {
        bool isKnown = _known.Contains(source.Data) && !source.Invert && !source.Transpose;
        if (isKnown || (data.Train ?? data.Test) is not { } images || InputProbe.OfData(images, threads) is not { } advice)
            return false;

        (bool inverts, bool transposes) = (advice.Convention.Blank > advice.Convention.Ink, advice.Convention.IsTransposed);
        string what = (inverts, transposes) switch
        {
            (true, true) => "inverted and with rows and columns exchanged",
            (true, false) => "inverted: they seem to be dark ink on white",
            _ => "with rows and columns exchanged, as in EMNIST's files",
        };
        List<string> options = [];
        if (inverts)
            options.Add(source.Invert ? "leave out --invert" : "give --invert");
        if (transposes)
            options.Add(source.Transpose ? "leave out --transpose" : "give --transpose");
        Output.Warn(
            $"digits: {source.Data}: the bundled model reads {advice.AccuracyNow:P1} of {advice.Images:N0} of these images, but {advice.Accuracy:P1} {what}; "
            + $"{string.Join(" and ", options)}.");
        return true;
    }

    /// <summary>Says which pixels a model was trained on, where it reads them far better than those that it is given.</summary>
    /// <param name="path">The model as the user named it; where its file or an option says what it reads, that counts.</param>
    /// <param name="model">The model.</param>
    /// <param name="data">Where the images come from: training images, or drawn ones where there are none but those to be measured on.</param>
    /// <param name="fit">How images are brought to the size that the model reads.</param>
    /// <param name="threads">Threads to use.</param>
    internal static void WarnOfModel(string path, OnnxModel model, DigitData data, SizeFit fit, int threads)
    {
        // What is drawn, or to train on, may be larger than what is measured, and than the model's size.
        if (InputConvention.IsSaid(model) || SizeFit.TrialImages(model, data) is not var (images, kind) || !fit.Holds(images))
            return;
        if (InputProbe.OfModel(model, fit.Apply(SizeFit.Some(images, Enough)), threads) is not { } advice)
            return;

        Output.Warn(
            $"digits: {path}: reads {advice.AccuracyNow:P1} of {advice.Images:N0} {kind} with {InputConvention.Of(model)}, "
            + $"{(advice.Accuracy > advice.AccuracyNow + Alike ? $"but {advice.Accuracy:P1}" : $"and {advice.Accuracy:P1}, but far surer,")} "
            + $"with {advice.Convention}. Give {InputOptions.Words(advice.Convention)}.");
    }
}
