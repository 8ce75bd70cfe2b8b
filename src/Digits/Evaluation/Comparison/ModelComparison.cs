namespace Digits.Evaluation;

/// <summary>Whether one of two models is better on the same images.</summary>
/// <param name="First">The first model's name.</param>
/// <param name="Second">The second model's name.</param>
/// <param name="OnlyFirst">Images that only the first read right.</param>
/// <param name="OnlySecond">Images that only the second read right.</param>
/// <param name="PValue">How likely such a difference, or a greater one, is if both are equally good: see <see cref="McNemar"/>.</param>
public sealed record ModelComparison(string First, string Second, long OnlyFirst, long OnlySecond, double PValue)
{
    /// <summary>Every pair of models, in order.</summary>
    /// <param name="models">Each model's name and its predictions for one and the same set.</param>
    /// <exception cref="Engine.InvalidInputException">The predictions are for different sets.</exception>
    public static IReadOnlyList<ModelComparison> OfPairs(IReadOnlyList<(string Name, Predictions Predictions)> models)
    {
        ArgumentNullException.ThrowIfNull(models);
        List<ModelComparison> pairs = [];
        for (int i = 0; i < models.Count; i++)
        {
            for (int j = i + 1; j < models.Count; j++)
            {
                McNemar test = McNemar.Of(models[i].Predictions, models[j].Predictions);
                pairs.Add(new ModelComparison(models[i].Name, models[j].Name, test.OnlyFirst, test.OnlySecond, test.PValue));
            }
        }

        return pairs;
    }
}
