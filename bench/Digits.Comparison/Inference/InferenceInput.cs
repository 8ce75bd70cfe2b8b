using Digits.Comparison.Running;
using Digits.Data;
using Digits.Engine;

namespace Digits.Comparison.Inference;

/// <summary>The model and the images that every side gets, in whole batches.</summary>
internal sealed class InferenceInput
{
    /// <summary>Loads both.</summary>
    public InferenceInput(Job job)
    {
        ModelPath = job.Network;
        Threads = job.Threads;
        BatchSize = job.BatchSize;
        Network = OnnxModel.Load(job.Network).Network;
        DigitSet set = DataSource.Load(job.Data).RequireTest();
        Calls = Math.Min(set.Count, job.Limit) / BatchSize;
        if (Calls == 0)
            throw new InvalidInputException($"{Math.Min(set.Count, job.Limit)} images are no batch of {BatchSize}.");

        Images = new float[Calls * BatchSize * Area];
        new Batches(set.Take(Calls * BatchSize), Calls * BatchSize).Fill(0, 0, Images, new byte[Calls * BatchSize], out _);
    }

    /// <summary>The model file.</summary>
    public string ModelPath { get; }

    /// <summary>The model in it.</summary>
    public Network Network { get; }

    /// <summary>Threads.</summary>
    public int Threads { get; }

    /// <summary>Images in a call.</summary>
    public int BatchSize { get; }

    /// <summary>How many calls all images make.</summary>
    public int Calls { get; }

    /// <summary>All images, <c>[N, 1, H, W]</c>, 0 to 1.</summary>
    public float[] Images { get; }

    /// <summary>Pixels of an image.</summary>
    public int Area => Network.Input.Shape.Size;

    /// <summary>Outputs of an image.</summary>
    public int Classes => Network.Output.Shape.Size;
}
