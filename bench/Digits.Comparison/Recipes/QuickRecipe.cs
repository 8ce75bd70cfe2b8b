using System.Text.Json;
using Digits.Comparison.Running;
using Digits.Comparison.Training;
using Digits.Data;
using static TorchSharp.torch;

namespace Digits.Comparison.Recipes;

/// <summary>
/// A quick way to 99.4 % in PyTorch: pairs of convolutions with batch normalization after each, AdamW, one cycle of two epochs with a peak of 0.01. A whole
/// program: it loads, trains and tests.
/// </summary>
internal static class QuickRecipe
{
    /// <summary>The verb that starts it; not for people.</summary>
    public const string Verb = "quick-recipe";

    private const int Epochs = 2, BatchSize = 128;

    private const double Peak = 0.01;

    /// <summary>Trains, tests, and prints an <see cref="Answer"/> as JSON.</summary>
    public static int Run(string data, int threads, int seed)
    {
        LibTorch.Load(threads);
        random.manual_seed(seed);
        DigitData digits = DataSource.Load(data);
        using TorchSet train = new(digits.RequireTrain());
        using TorchSet test = new(digits.RequireTest());
        using nn.Module<Tensor, Tensor> network = Pairs();
        int steps = (train.Count + BatchSize - 1) / BatchSize;
        using optim.Optimizer optimizer = optim.AdamW(network.parameters(), Peak);
        optim.lr_scheduler.LRScheduler schedule = optim.lr_scheduler.OneCycleLR(optimizer, Peak, Epochs * steps);
        for (int epoch = 0; epoch < Epochs; epoch++)
            TorchTraining.Epoch(network, optimizer, schedule, train, BatchSize, steps);

        Console.WriteLine(JsonSerializer.Serialize(new Answer { Library = Versions.LibTorch, Accuracy = TorchTraining.Accuracy(network, test) }, Wire.Line));
        return 0;
    }

    private static TorchSharp.Modules.Sequential Pairs()
    {
        TorchSharp.Modules.Sequential network = nn.Sequential(
        [
            .. Normalized(1, 16), .. Normalized(16, 16), nn.MaxPool2d(2),
            .. Normalized(16, 32), .. Normalized(32, 32), nn.MaxPool2d(2),
            .. Normalized(32, 64), nn.AdaptiveMaxPool2d([1, 1]),
            nn.Flatten(), nn.Linear(64, 10),
        ]);
        foreach (TorchSharp.Modules.Parameter parameter in network.parameters().Where(parameter => parameter.dim() > 1))
            nn.init.xavier_uniform_(parameter);
        TorchNetwork.MakeChannelsLast(network);
        return network;
    }

    private static nn.Module<Tensor, Tensor>[] Normalized(long channels, long filters) =>
        [nn.Conv2d(channels, filters, 3, bias: false), nn.BatchNorm2d(filters), nn.ReLU(inplace: true)];
}
