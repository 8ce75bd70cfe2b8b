using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Tests.Evaluation;

public sealed class TemperatureTests
{
    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    [InlineData(3)]
    public void Logits_that_were_made_too_sure_or_too_unsure_are_divided_by_just_that(double temperature)
    {
        // Labels drawn from the softmax of known logits: dividing by 1 is right for these, by the temperature for those times it.
        SeededRandom random = new(7);
        const int Count = 20000;
        float[] logits = new float[Count * 4];
        byte[] labels = new byte[Count];
        for (int i = 0; i < Count; i++)
        {
            Span<float> row = logits.AsSpan(i * 4, 4);
            double total = 0;
            foreach (ref float logit in row)
                total += Math.Exp(logit = 2 * (float)random.NextGaussian());
            double left = total * random.NextDouble();
            for (labels[i] = 0; labels[i] < 3 && (left -= Math.Exp(row[labels[i]])) > 0; labels[i]++)
            {
            }

            foreach (ref float logit in row)
                logit *= (float)temperature;
        }

        Temperature.Fit(logits, labels).ShouldBe(temperature, 0.05 * temperature);
    }

    [Fact]
    public void A_model_that_makes_no_mistake_gets_a_finite_temperature() =>
        Temperature.Fit([1, 0, 0, 1], [0, 1]).ShouldBe(0.05, 0.001);

    [Fact]
    public void Labels_without_logits_are_refused() => Should.Throw<ArgumentException>(() => Temperature.Fit([1, 0, 0], [0, 1]));

    [Fact]
    public void The_division_changes_no_answer_is_kept_in_the_file_and_cannot_be_put_on_probabilities()
    {
        DigitSet digits = Strokes.Generate(train: 1, test: 40).Test!;
        OnnxModel model = new(Architectures.Create("tiny", new Shape(1, 28, 28), 10, seed: 1));
        float[] before = new Classifier(model).Logits(digits);

        OnnxModel cooled = OnnxModel.Read(Temperature.Apply(model, 2.5).ToArray());

        cooled.Metadata[Temperature.Key].ShouldBe("2.5");
        new Classifier(cooled).Logits(digits).ShouldBe(before.Select(logit => logit / 2.5f), tolerance: 1e-5);
        OnnxModel pair = new(Network.Average([model.Network, model.Network]));
        Should.Throw<DigitsException>(() => Temperature.Apply(pair, 2)).Message.ShouldBe("The model gives probabilities; a temperature divides logits.");
    }
}
