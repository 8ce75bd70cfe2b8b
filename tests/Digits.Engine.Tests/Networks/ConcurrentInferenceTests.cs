using Digits.Engine.Plans;
using Digits.Engine.Tests.Onnx;

namespace Digits.Engine.Tests.Networks;

/// <summary>One plan, many callers: each gets the bits that it would get alone.</summary>
public sealed class ConcurrentInferenceTests
{
    private const int Callers = 8;
    private const int Rounds = 40;

    /// <summary>Sizes of calls: single images, images one by one, whole slices with and without a rest that is one by one.</summary>
    private static readonly int[] _counts = [1, 33, 5, 64, 1, 45, 12, 13];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Eight_callers_at_once_get_the_same_bits_as_one(int threads)
    {
        Network network = Build();
        int size = network.Input.Shape.Size;
        int classes = network.Output.Shape.Size;
        float[] images = RandomNetwork.Images(network, 80);
        float[] expected = new InferencePlan(network, threads: 1).Run(images);
        InferencePlan plan = new(network, threads);

        AtOnce(caller =>
        {
            for (int round = 0; round < Rounds; round++)
            {
                int count = _counts[(caller + round) % _counts.Length];
                int first = ((caller * 7) + round) % (80 - count);
                float[] results = plan.Run(images.AsMemory(first * size, count * size));
                results.ShouldBe(expected[(first * classes)..((first + count) * classes)]);
            }
        });
    }

    [Fact]
    public void Callers_that_meet_changed_weights_all_get_the_new_results()
    {
        Network network = Build();
        float[] images = RandomNetwork.Images(network, 45);
        InferencePlan plan = new(network, threads: 1);
        for (ulong seed = 1; seed <= 10; seed++)
        {
            network.Initialize(seed);
            float[] expected = new InferencePlan(network, threads: 1).Run(images);
            AtOnce(_ => plan.Run(images).ShouldBe(expected));
        }
    }

    [Fact]
    public void More_callers_than_contexts_are_kept_still_get_theirs()
    {
        Network network = Build();
        int made = 0;
        InferenceContexts contexts = new(() =>
        {
            made++;
            return new InferenceContext(null!, null!, network.Input.Shape, network.Output.Shape, WorkerPool.Of(1));
        });

        InferenceContext[] first = [.. Enumerable.Range(0, 100).Select(_ => contexts.Rent())];
        first.Distinct().Count().ShouldBe(100);
        foreach (InferenceContext context in first)
            contexts.Return(context);

        // 64 are kept.
        InferenceContext[] second = [.. Enumerable.Range(0, 64).Select(_ => contexts.Rent())];
        second.Distinct().Count().ShouldBe(64);
        made.ShouldBe(100);
        contexts.Rent();
        made.ShouldBe(101);
    }

    /// <summary>Layers large enough to be shared by several threads, with batch normalization, pooling and padding.</summary>
    private static Network Build() => Network.Sequential(
        new Shape(1, 21, 19),
        new Conv2D(24, 5, padding: 2), new BatchNorm(), new ReLU(), new MaxPool2D(2),
        new Conv2D(40, 3), new LeakyReLU(), new Conv2D(17, 3, padding: 1), new AveragePool2D(2),
        new Flatten(), new Dense(7));

    private static void AtOnce(Action<int> call)
    {
        using Barrier start = new(Callers);
        Exception?[] failures = new Exception?[Callers];
        Thread[] threads = [.. Enumerable.Range(0, Callers).Select(caller => new Thread(() =>
        {
            start.SignalAndWait();
            failures[caller] = Record.Exception(() => call(caller));
        }))];
        foreach (Thread thread in threads)
            thread.Start();

        foreach (Thread thread in threads)
            thread.Join();

        failures.ShouldAllBe(failure => failure == null);
    }
}
