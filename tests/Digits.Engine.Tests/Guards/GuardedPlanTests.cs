using Digits.Engine.Kernels;
using Digits.Engine.Tests.Onnx;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Engine.Tests.Guards;

/// <summary>
/// Whole plans on guarded kernels: no kernel reads or writes outside of what a plan gives it, whatever the network. The results are the same bits as without
/// guards, which other tests compare with naive twins.
/// </summary>
public sealed class GuardedPlanTests
{
    [SkippableFact]
    public void Inference_stays_within_its_operands_in_any_network()
    {
        Skip.IfNot(GuardedBlock.Supported, "Guard pages are made by calls of Linux.");
        Prop.ForAll<byte[]>(program =>
        {
            Network network = RandomNetwork.Build(program);
            float[] images = RandomNetwork.Images(network, 47);
            using GuardedKernels guarded = new(KernelFactory.Default);
            InferencePlan plan = new(network, threads: 2, guarded);

            // 47 is a whole slice and one filled in part; 3 go one by one.
            plan.Run(images).ShouldBe(new InferencePlan(network, threads: 2).Run(images));
            plan.Run(images.AsMemory(0, 3 * network.Input.Shape.Size)).ShouldBe(plan.Run(images)[..(3 * network.Output.Shape.Size)]);
        }).QuickCheckThrowOnFailure();
    }

    [SkippableFact]
    public void Training_stays_within_its_operands_in_any_network()
    {
        Skip.IfNot(GuardedBlock.Supported, "Guard pages are made by calls of Linux.");
        Prop.ForAll<byte[]>(program => Train(() => Classifier(program), Optimizers(program.Length))).QuickCheckThrowOnFailure();
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(33)]
    [InlineData(130)]
    public void Training_of_convolutions_with_all_that_can_follow_them_stays_within_its_operands(int images)
    {
        Skip.IfNot(GuardedBlock.Supported, "Guard pages are made by calls of Linux.");
        Train(
            static () => Network.Sequential(
                new Shape(1, 17, 15),
                new Conv2D(13, 3), new ReLU(), new MaxPool2D(2),
                new Conv2D(17, 3, padding: 1), new BatchNorm(), new ReLU(), new MaxPool2D(2),
                new Conv2D(70, 2), new BatchNorm(), new Dropout(0.3f), new LeakyReLU(),
                new Flatten(), new Dense(33), new ReLU(), new Dense(10)),
            static () => new AdamW(),
            images);
    }

    [SkippableTheory]
    [InlineData("lstm")]
    [InlineData("gru")]
    [InlineData("gru that resets the state")]
    [InlineData("simple rnn")]
    [InlineData("layer norm")]
    [InlineData("group norm")]
    [InlineData("matmul and gather")]
    public void Recurrent_layers_normalizations_and_attention_stay_within_their_operands(string kind)
    {
        Skip.IfNot(GuardedBlock.Supported, "Guard pages are made by calls of Linux.");
        Train(Build, static () => new AdamW(), images: 70);

        Network network = Build();
        float[] images = RandomNetwork.Images(network, 47);
        using GuardedKernels guarded = new(KernelFactory.Default);
        InferencePlan plan = new(network, threads: 2, guarded);
        plan.Run(images).ShouldBe(new InferencePlan(network, threads: 2).Run(images));
        plan.Run(images.AsMemory(0, 3 * network.Input.Shape.Size)).ShouldBe(plan.Run(images)[..(3 * network.Output.Shape.Size)]);

        Network Build()
        {
            Node image = Node.Input(3, 5, 7);
            Node row = image.Then(new Conv2D(13, new Window2D(5, 1)));
            Node map = image.Then(new Conv2D(21, 3));
            Node end = kind switch
            {
                "lstm" => row.Then(new LSTM(19, returnSequences: true), new LSTM(35, reverse: true)),
                "gru" => row.Then(new GRU(19, returnSequences: true, reverse: true), new GRU(35)),
                "gru that resets the state" => row.Then(new GRU(19, returnSequences: true, resetAfter: false), new GRU(35, resetAfter: false)),
                "simple rnn" => row.Then(new SimpleRNN(19, returnSequences: true), new SimpleRNN(35, relu: true)),
                "layer norm" => map.Then(new LayerNorm(), new Flatten()),
                "group norm" => map.Then(new GroupNorm(7), new Flatten()),
                _ => Node.MatMul(map, map.Then(new Gather(new Shape(9, 3, 21), [.. Enumerable.Range(0, 567).Select(i => (i * 11 % 316) - 1)])))
                    .Then(new Flatten()),
            };
            return new Network(image, end.Then(new Dense(5)), seed: 2);
        }
    }

    /// <summary>A few steps with and without guards end in the same weights.</summary>
    private static void Train(Func<Network> build, Func<Optimizer> optimizer, int images = 35)
    {
        using GuardedKernels guarded = new(KernelFactory.Default);
        float[][] weights = Weights(guarded);
        float[][] expected = Weights(KernelFactory.Default);
        for (int i = 0; i < weights.Length; i++)
            weights[i].ShouldBe(expected[i]);

        float[][] Weights(KernelSet kernels)
        {
            Network network = build();
            TrainingPlan plan = new(network, optimizer(), new TrainingPlanOptions { BatchSize = images, Threads = 2, Seed = 3 }, kernels);
            float[] batch = RandomNetwork.Images(network, images);
            byte[] labels = Sample.Labels(images, network.Output.Shape.Channels, seed: 4);
            for (int step = 0; step < 3; step++)
                plan.Step(batch, labels);

            return [.. network.Parameters.Select(parameter => parameter.ToArray())];
        }
    }

    private static Func<Optimizer> Optimizers(int choice) => (choice % 3) switch
    {
        0 => static () => new Adam(),
        1 => static () => new SGD(0.01f, momentum: 0.9f),
        _ => static () => new AdamW(),
    };

    private static Network Classifier(byte[] program)
    {
        Network random = RandomNetwork.Build(program);
        Node end = random.Output.Shape.IsFlat ? random.Output : random.Output.Then(new Flatten());
        return new Network(random.Input, end.Then(new Dense(5)), seed: 1);
    }
}
