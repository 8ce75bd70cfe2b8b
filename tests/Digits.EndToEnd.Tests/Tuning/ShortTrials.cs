using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Tuning;

/// <summary>A command that works at a study whose trials take some milliseconds: a network of next to nothing, few images, one epoch.</summary>
internal static class ShortTrials
{
    private const string Network = """{"layers": [{"flatten": {}}, {"dense": {"units": 2}}, {"relu": {}}]}""";

    internal static string[] Command(TempFolder folder, SmallSet small, string storage, int trials)
    {
        folder.Write("net.json", System.Text.Encoding.UTF8.GetBytes(Network));
        return
        [
            "tune", "--data", small.Data, "--limit", "60", "--model", "net.json", "--epochs", "1", "--batch-size", "16", "--validation-split", "0.2",
            "--threads", "1", "--objective", "loss", "--pruner", "none",
            "--space", "learning-rate=log(1e-4,1e-1)", "--space", "optimizer=choice(adam,sgd)", "--space", "momentum=uniform(0.5,0.9) if optimizer=sgd",
            "--space", "label-smoothing=uniform(0,0.3,0.1)",
            "--storage", storage, "--trials", $"{trials}", "--heartbeat", "1s",
        ];
    }
}
