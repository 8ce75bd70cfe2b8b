using Digits.Data;
using Digits.Engine;
using Digits.Evaluation;
using Digits.Reading;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Tests.Training;

public sealed class StartingPointTests : IDisposable
{
    private static readonly string[] _zoo = ["ant", "bee", "cat", "dog"];
    private static readonly DigitSet _bars = Named(40, seed: 3, ["0", "1", "2", "3"]);
    private readonly TempFolder _folder = new();

    private string File => _folder["model.onnx"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_model_is_gone_on_with_as_it_is()
    {
        StartingPoint start = Start(new OnnxModel(TinySet.Network(), Labels("0,1,2,3")));
        start.Remarks.ShouldBeEmpty();
        start.LabelNames.ShouldBe(["0", "1", "2", "3"]);
        TinySet.Weights(start.Network).ShouldBe(TinySet.Weights(TinySet.Network()));
        start.Network.Summary().ShouldBe(TinySet.Network().Summary());
    }

    [Fact]
    public void Numbers_up_to_fewer_classes_keep_the_model_s_own()
    {
        DigitSet three = new("three", 8, 8, new byte[192], [0, 1, 2]) { LabelNames = ["0", "1", "2"] };
        StartingPoint start = Start(new OnnxModel(TinySet.Network(), Labels("0,1,2,3")), three);
        start.LabelNames.ShouldBe(["0", "1", "2", "3"]);
        start.Remarks.ShouldBeEmpty();
        Start(new OnnxModel(TinySet.Network()), three).LabelNames.ShouldBe(["0", "1", "2", "3"]);
    }

    [Theory]
    [InlineData("0,1,2,3", "ant,bee,cat", "model.onnx knows the classes 0, 1, 2, 3, the data have ant, bee, cat: its last layer is replaced by a fresh one of 3 outputs.")]
    [InlineData("ant,bee,cat,dog", "dog,cat,bee,ant", "knows the classes ant, bee, cat, dog, the data have dog, cat, bee, ant: its last layer is replaced by a fresh one of 4 outputs.")]
    [InlineData(null, "a,b,c,d,e", "knows 4 classes, the data have a, b, c, d, e: its last layer is replaced by a fresh one of 5 outputs.")]
    public void Other_classes_get_a_fresh_last_layer_and_all_else_stays(string? own, string wanted, string remark)
    {
        string[] names = wanted.Split(',');
        DigitSet set = new("other", 8, 8, new byte[64], [2]) { LabelNames = names };
        Network old = TinySet.Network();

        StartingPoint start = Start(new OnnxModel(old, own is null ? null : Labels(own)), set, seed: 5);

        start.Remarks.Single().ShouldEndWith(remark);
        start.LabelNames.ShouldBe(names);
        start.Network.Output.Shape.ShouldBe(new Shape(names.Length));
        Parameter[] before = [.. old.Parameters.Where(parameter => !parameter.Name.StartsWith("dense", StringComparison.Ordinal))];
        start.Network.Parameters.Take(before.Length).Select(parameter => parameter.ToArray()).ShouldBe(before.Select(parameter => parameter.ToArray()));
        float[] head = start.Network.Parameters.Single(parameter => parameter.Name == "head.weight").ToArray();
        head.Distinct().Count().ShouldBeGreaterThan(head.Length / 2);
        TinySet.Weights(Start(new OnnxModel(old, own is null ? null : Labels(own)), set, seed: 5).Network).ShouldBe(TinySet.Weights(start.Network));
        TinySet.Weights(Start(new OnnxModel(old, own is null ? null : Labels(own)), set, seed: 6).Network).ShouldNotBe(TinySet.Weights(start.Network));
    }

    [Fact]
    public void A_temperature_is_left_out_so_that_heads_are_trained_by_themselves()
    {
        OnnxModel heads = new(TwoHeads(), Labels("0,1,2,3"));
        StartingPoint start = Start(Temperature.Apply(heads, 0.5));
        start.Network.Heads.Count.ShouldBe(2);
        TinySet.Weights(start.Network).ShouldBe(TinySet.Weights(heads.Network));
        TinySet.Weights(Start(Temperature.Apply(new OnnxModel(TinySet.Network()), 2)).Network).ShouldBe(TinySet.Weights(TinySet.Network()));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Every_head_gets_a_fresh_last_layer_for_other_classes(bool calibrated)
    {
        OnnxModel heads = new(TwoHeads(), Labels("0,1,2,3"));
        DigitSet letters = Named(40, seed: 3, ["a", "b", "c", "d"]);

        StartingPoint start = Start(calibrated ? Temperature.Apply(heads, 0.5) : heads, letters);

        start.Remarks.Single().ShouldEndWith("its last layers are replaced by fresh ones of 4 outputs.");
        start.Network.Heads.Count.ShouldBe(2);
        Parameter[] convolutions = [.. heads.Network.Parameters.Where(parameter => parameter.Name.StartsWith("conv", StringComparison.Ordinal))];
        start.Network.Parameters.Where(parameter => parameter.Name.StartsWith("conv", StringComparison.Ordinal)).Select(parameter => parameter.ToArray())
            .ShouldBe(convolutions.Select(parameter => parameter.ToArray()));
        float[][] fresh = [.. start.Network.Parameters.Where(parameter => parameter.Name is "head1.weight" or "head2.weight")
            .Select(parameter => parameter.ToArray())];
        fresh.Length.ShouldBe(2);
        fresh[0].ShouldNotBe(fresh[1]);
    }

    [Fact]
    public void A_model_of_bytes_and_probabilities_is_trained_on_shares_and_logits()
    {
        Network logits = TinySet.Network();
        Parameter first = logits.Parameters.First();
        first.Assign([.. first.ToArray().Select(weight => weight / 255)]);
        Network softmax = new(logits.Input, logits.Output.Then(new Softmax()), seed: null);
        OnnxModel model = new(softmax, new Dictionary<string, string>(StringComparer.Ordinal) { [OnnxMetadata.InputRange] = OnnxMetadata.ZeroTo255 });

        StartingPoint start = Start(model);

        start.Remarks.Single().ShouldContain("0-255");
        start.Network.OutputsProbabilities.ShouldBeFalse();
        Predictions.Of(new Classifier(start.Network), _bars).MeanLoss.ShouldBe(Predictions.Of(new Classifier(model), _bars).MeanLoss, 1e-4);
    }

    [Fact]
    public void What_cannot_be_trained_on_the_data_is_one_line()
    {
        Refusal(new OnnxModel(Network.Sequential(new Shape(1, 9, 9), new Flatten(), new Dense(4))))
            .ShouldContain("reads images of 1x9x9, but those of the data are 1x8x8");
        Refusal(new OnnxModel(Network.Sequential(new Shape(1, 8, 8), new Conv2D(4, 3)))).ShouldContain("gives a map of 4x6x6");
        Refusal(new OnnxModel(Network.Sequential(new Shape(1, 8, 8), new Conv2D(3, 3), new GlobalMaxPool2D()))).ShouldContain("does not end in a dense layer");
        Refusal(new OnnxModel(Network.Sequential(new Shape(1, 8, 8), new MaxPool2D(4), new Flatten()))).ShouldContain("no weights");
        Refusal(new OnnxModel(Network.Average(TinySet.Network(1), TinySet.Network(2)))).ShouldContain("mean of several models");
    }

    [Fact]
    public void Another_file_under_the_same_name_is_refused()
    {
        new OnnxModel(TinySet.Network(1)).Save(File);
        StartingModel from = StartingModel.Of(File);
        from.Load().Network.ParameterCount.ShouldBe(TinySet.Network().ParameterCount);
        new OnnxModel(TinySet.Network(2)).Save(File);
        Should.Throw<DigitsException>(from.Load).Message.ShouldContain("has changed since the run was started");
        Should.Throw<DigitsException>(() => StartingModel.Of(_folder["none.onnx"])).Message.ShouldContain("no such file");
        string text = _folder.Write("text.onnx", "no model");
        Should.Throw<DigitsException>(StartingModel.Of(text).Load).Message.ShouldStartWith($"{text}: This is not an ONNX file");
    }

    [Fact]
    public void A_run_that_goes_on_from_a_model_is_resumed_to_the_same_bytes()
    {
        new OnnxModel(TinySet.Network(3), Labels("0,1,2,3")).Save(File);
        RunConfiguration configuration = new() { Model = File, From = StartingModel.Of(File), Data = "bars", Epochs = 2, BatchSize = 20, LearningRate = 0.01 };
        DigitData data = new(Named(120, 5), Named(40, 6));
        RunFolder whole = RunFolder.ForNewRun(_folder["whole"]);
        RunFolder parts = RunFolder.ForNewRun(_folder["parts"]);
        TrainingRun.Start(whole, configuration, data).Execute();
        using CancellationTokenSource cancellation = new();

        TrainingRun first = TrainingRun.Start(parts, configuration, data, callbacks: [new CancelAfterEpoch(cancellation)]);
        first.Remarks.Single().ShouldContain("last layer is replaced");
        first.Execute(cancellation.Token).StopReason.ShouldBe(StopReason.Cancelled);
        TrainingRun.Resume(parts, data).Execute().StopReason.ShouldBe(StopReason.Completed);

        System.IO.File.ReadAllBytes(parts.Model).ShouldBe(System.IO.File.ReadAllBytes(whole.Model));
        RunConfiguration.Load(parts.Configuration).ShouldBe(configuration.Resolve());
        configuration.ToCommand().ShouldContain($"--from {File}");
        configuration.ToCommand().ShouldNotContain("--model");
        OnnxModel.Load(parts.Model).Metadata[OnnxMetadata.Labels].ShouldBe("ant,bee,cat,dog");
    }

    [Fact]
    public void A_description_goes_with_the_run_and_not_with_its_file()
    {
        string file = _folder.Write("net.json", """{"layers": [{"conv2d": {"filters": 3, "kernel": 3}}, {"flatten": {}}]}""");
        RunConfiguration configuration = new RunConfiguration { Data = "bars", Epochs = 1, BatchSize = 20 }.WithModel(file);
        System.IO.File.Delete(file);
        RunFolder folder = RunFolder.ForNewRun(_folder["run"]);
        TrainingRun.Start(folder, configuration, new DigitData(Named(40, 5), Named(8, 6))).Execute().Metrics.ShouldNotBeNull();
        RunConfiguration.Load(folder.Configuration).ShouldBe(configuration.Resolve());
        configuration.ToCommand().ShouldContain($"--model {file}");
        TrainingRun.Resume(folder, new DigitData(Named(40, 5), Named(8, 6))).Trainer.Network.Layers.OfType<Conv2D>().Single().Filters.ShouldBe(3);

        RunConfiguration large = configuration with { Description = NetworkDescription.Parse("""{"layers": [{"conv2d": {"filters": 3, "kernel": 9}}]}""") };
        Should.Throw<DigitsException>(() => TrainingRun.Start(RunFolder.ForNewRun(_folder["no"]), large, new DigitData(Named(40, 5), null)))
            .Message.ShouldBe($"{file}: for images of 1x8x8: layer 1 (conv2d): Conv2D leaves nothing of an input of 1x8x8; the map is too small for it.");
    }

    private static Network TwoHeads()
    {
        Node image = Node.Input(1, 8, 8);
        Node maps = image.Then(new Conv2D(4, 3), new ReLU());
        return new Network(image, Node.Mean(maps.Then(new Flatten(), new Dense(4)), maps.Then(new Conv2D(4, 3), new ReLU(), new Flatten(), new Dense(4))));
    }

    private static DigitSet Named(int count, ulong seed, string[]? names = null)
    {
        DigitSet bars = TinySet.Bars(count, seed);
        return new DigitSet("bars", 8, 8, bars.Pixels.ToArray(), bars.Labels.ToArray()) { LabelNames = names ?? _zoo };
    }

    private static Dictionary<string, string> Labels(string labels) => new(StringComparer.Ordinal) { [OnnxMetadata.Labels] = labels };

    private string Refusal(OnnxModel model) => Should.Throw<DigitsException>(() => Start(model)).Message;

    private StartingPoint Start(OnnxModel model, DigitSet? images = null, ulong seed = 0)
    {
        model.Save(File);
        images ??= _bars;
        return StartingPoint.Of(new RunConfiguration { From = StartingModel.Of(File), Seed = seed }, images, images.LabelNames);
    }

    private sealed class CancelAfterEpoch(CancellationTokenSource cancellation) : Callback
    {
        public override void OnEpochEnd(Trainer trainer, EpochRecord epoch) => cancellation.Cancel();
    }
}
