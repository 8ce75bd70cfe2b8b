using TorchSharp;
using static TorchSharp.torch;

namespace Digits.Comparison.Training;

/// <summary>The loops of training and testing, as PyTorch's tutorials write them.</summary>
internal static class TorchTraining
{
    private const int TestBatch = 500;

    /// <summary>Trains for some steps on images in a new order.</summary>
    /// <returns>The mean loss of the steps.</returns>
    public static double Epoch(
        nn.Module<Tensor, Tensor> network, optim.Optimizer optimizer, optim.lr_scheduler.LRScheduler? schedule, TorchSet set, int batchSize, int steps)
    {
        network.train();
        using Tensor order = randperm(set.Count, int64);
        double total = 0;
        for (int step = 0; step < steps; step++)
        {
            using DisposeScope scope = NewDisposeScope();
            int first = step * batchSize;
            Tensor batch = order.narrow(0, first, Math.Min(batchSize, set.Count - first));
            optimizer.zero_grad();
            Tensor logits = network.call(LibTorch.ChannelsLast(set.Images.index_select(0, batch)));
            Tensor loss = nn.functional.cross_entropy(logits, set.Labels.index_select(0, batch));
            loss.backward();
            optimizer.step();
            schedule?.step();
            total += loss.item<float>();
        }

        return total / steps;
    }

    /// <summary>The share that is right.</summary>
    public static double Accuracy(nn.Module<Tensor, Tensor> network, TorchSet set)
    {
        network.eval();
        using IDisposable none = no_grad();
        long right = 0;
        for (int first = 0; first < set.Count; first += TestBatch)
        {
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(TestBatch, set.Count - first);
            Tensor best = network.call(set.Images.narrow(0, first, count)).argmax(1);
            right += best.eq(set.Labels.narrow(0, first, count)).sum().item<long>();
        }

        return (double)right / set.Count;
    }
}
