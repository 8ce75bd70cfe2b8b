using Digits.Data;
using Digits.Engine;
using Digits.Training;

namespace Digits.Tests.Training;

/// <summary>Small problems that train in milliseconds: 8x8 images in which a bright bar's row tells the class, 0 to 3.</summary>
internal static class TinySet
{
    internal static DigitSet Bars(int count, ulong seed)
    {
        SeededRandom random = new(seed);
        byte[] pixels = new byte[count * 64];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = (byte)(i % 4);
            for (int p = 0; p < 64; p++)
                pixels[(i * 64) + p] = (byte)((p / 16 == labels[i] ? 150 : 0) + random.NextInt(100));
        }

        return new DigitSet("bars", 8, 8, pixels, labels);
    }

    internal static Network Network(ulong seed = 1)
    {
        Network network = Engine.Network.Sequential(
            new Shape(1, 8, 8),
            new Conv2D(4, kernel: 3),
            new BatchNorm(),
            new ReLU(),
            new MaxPool2D(2),
            new Flatten(),
            new Dropout(0.2f),
            new Dense(4));
        network.Initialize(seed);
        return network;
    }

    internal static Trainer Trainer(TrainerOptions options, ulong seed = 1, float learningRate = 0.01f) =>
        new(Network(seed), new Adam(learningRate), Bars(200, seed: 5), Bars(40, seed: 6), options);

    internal static float[] Weights(Network network) => [.. network.Parameters.SelectMany(parameter => parameter.ToArray())];

    /// <summary>An epoch with the given validation loss and accuracy.</summary>
    internal static EpochRecord Epoch(int number, double loss, double accuracy = 0.5) => new(number, 1, loss, accuracy, loss, accuracy, 0.001);
}
