using System.Collections.Concurrent;
using Digits.Data;
using Digits.Engine;
using Digits.Zoo;

namespace Digits.Tests.Exports;

/// <summary>The zoo's networks after a few steps of training, so that no weight, bias or statistic is what it was at the start.</summary>
internal static class ExportedNetworks
{
    private const int Steps = 6, BatchSize = 32;

    private static readonly ConcurrentDictionary<string, Lazy<Network>> _networks = new(StringComparer.Ordinal);

    public static Network Trained(string name) => _networks.GetOrAdd(name, _ => new(() => Train(name))).Value;

    private static Network Train(string name)
    {
        Network network = Architectures.Create(name, new Shape(1, 28, 28), seed: 3);
        Batches batches = new(Strokes.Generate(train: Steps * BatchSize, test: 1).RequireTrain(), BatchSize);
        TrainingPlan plan = new(network, new Adam(0.003f), new TrainingPlanOptions { BatchSize = BatchSize });
        float[] images = new float[BatchSize * network.Input.Shape.Size];
        byte[] labels = new byte[BatchSize];
        for (int step = 0; step < Steps; step++)
        {
            batches.Fill(0, step, images, labels, out _);
            double loss = plan.Step(images, labels).Loss;
            double.IsFinite(loss).ShouldBeTrue($"{name} diverged");
        }

        return network;
    }
}
