using System.Text.Json;
using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Imaging;
using Digits.Reading;
using Digits.Training;
using Digits.Zoo;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Training;

public sealed class ModelEnsembleTests
{
    private static readonly DigitSet _bars = TinySet.Bars(40, seed: 3);

    [Fact]
    public void It_is_evaluated_by_the_mean_of_its_members_probabilities() => Prop.ForAll<byte>(seed =>
    {
        OnnxModel[] members = [Model(seed), Model(seed + 1u), Model(seed + 2u)];
        double[][] probabilities = [.. members.Select(member => Softmax(new Classifier(member).Logits(_bars)))];
        byte[] labels = _bars.Labels.ToArray();
        double loss = Enumerable.Range(0, _bars.Count).Average(i => -Math.Log(probabilities.Average(p => p[(4 * i) + labels[i]])));

        OnnxModel ensemble = ModelEnsemble.Average([.. members.Select((member, i) => ($"m{i}", member))]);

        Predictions.Of(new Classifier(ensemble), _bars).MeanLoss.ShouldBe(loss, 1e-5);
        EvaluationResult result = Predictions.Of(new Classifier(OnnxModel.Read(ensemble.ToArray())), _bars).Evaluate();
        result.Loss.ShouldBe(loss, 1e-5);
        result.Parameters.ShouldBe(members.Sum(member => member.Network.ParameterCount));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void It_reads_single_digits_as_sure_as_its_members_are_on_average()
    {
        OnnxModel[] members = [.. Enumerable.Range(0, 2).Select(seed => new OnnxModel(Architectures.Create("fast", new Shape(1, 28, 28), seed: (ulong)seed)))];
        Classifier classifier = new(ModelEnsemble.Average([("a", members[0]), ("b", members[1])]));
        DigitSet digits = Strokes.Generate(train: 1, test: 10).Test!;
        double[][] probabilities = [.. members.Select(member => Softmax(new Classifier(member).Logits(digits), classes: 10))];
        for (int i = 0; i < digits.Count; i++)
        {
            Classification prediction = classifier.Classify(new GrayImage(28, 28, digits.Image(i).ToArray()));
            double[] mean = [.. Enumerable.Range(10 * i, 10).Select(at => (probabilities[0][at] + probabilities[1][at]) / 2)];
            prediction.Class.ShouldBe(Array.IndexOf(mean, mean.Max()));
            prediction.Confidence.ShouldBe(mean.Max(), 1e-6);
        }
    }

    [Fact]
    public void Its_metadata_tell_of_its_members_but_nothing_of_their_tests()
    {
        OnnxModel a = Model(1, ("labels", "ant,bee,cat,dog"), ("epoch", "3"), ("test_accuracy", "0.9"), ("training_data", "zoo"), ("config", """{"model":"fast"}"""));
        OnnxModel b = Model(2, ("training_data", "strokes"), ("config", "not JSON"), ("test_loss", "1"));
        IReadOnlyDictionary<string, string> metadata = ModelEnsemble.Average([("a", a), ("b", b)]).Metadata;
        metadata[OnnxMetadata.Labels].ShouldBe("ant,bee,cat,dog");
        metadata[OnnxMetadata.InputRange].ShouldBe("0-1");
        metadata[OnnxMetadata.Output].ShouldBe("probabilities");
        metadata["training_data"].ShouldBe("zoo, strokes");
        JsonElement members = JsonDocument.Parse(metadata[ModelEnsemble.Members]).RootElement;
        members.GetArrayLength().ShouldBe(2);
        members[0].GetProperty("name").GetString().ShouldBe("a");
        members[0].GetProperty("epoch").GetString().ShouldBe("3");
        members[0].GetProperty("parameters").GetInt32().ShouldBe(a.Network.ParameterCount);
        members[0].GetProperty("config").GetProperty("model").GetString().ShouldBe("fast");
        members[1].TryGetProperty("config", out _).ShouldBeFalse();
        metadata.Values.ShouldAllBe(value => !value.Contains("test_", StringComparison.Ordinal));
    }

    [Fact]
    public void Members_that_do_not_agree_are_one_line_that_says_which_and_in_what()
    {
        OnnxModel bars = Model(1, ("labels", "0,1,2,3"));
        Message(bars, Model(2, ("labels", "0,1,3,2")))
            .ShouldBe("b has the classes 0, 1, 3, 2, but a has the classes 0, 1, 2, 3; members of an ensemble must agree.");
        Message(bars, Model(2, ("input_transposed", "true")))
            .ShouldBe("b reads rows and columns exchanged, but a reads rows and columns as they are; members of an ensemble must agree.");
        Message(bars, Of(new Flatten(), new Dense(5))).ShouldBe("b gives 5 classes, but a gives 4 classes; members of an ensemble must agree.");
        OnnxModel large = new(Network.Sequential(new Shape(1, 9, 8), new Flatten(), new Dense(4)));
        Message(bars, large).ShouldBe("b reads images of 1x9x8, but a reads images of 1x8x8; members of an ensemble must agree.");
        Message(Of(new Conv2D(4, 3)), Of(new Conv2D(4, 3))).ShouldContain("a gives a map of 4x6x6");
        Should.Throw<DigitsException>(() => ModelEnsemble.Average([("a", bars)])).Message.ShouldContain("two models");
    }

    private static string Message(OnnxModel a, OnnxModel b) => Should.Throw<DigitsException>(() => ModelEnsemble.Average([("a", a), ("b", b)])).Message;

    private static OnnxModel Of(params Layer[] layers) => new(Network.Sequential(new Shape(1, 8, 8), layers));

    private static OnnxModel Model(ulong seed, params (string Key, string Value)[] metadata) =>
        new(TinySet.Network(seed), metadata.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));

    private static double[] Softmax(float[] logits, int classes = 4) =>
        [.. logits.Chunk(classes).SelectMany(row => row.Select(logit => Math.Exp(logit) / row.Sum(other => Math.Exp(other))))];
}
