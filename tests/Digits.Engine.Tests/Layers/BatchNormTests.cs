using Digits.Engine.Tests.Twins;

namespace Digits.Engine.Tests.Layers;

public sealed class BatchNormTests
{
    private static readonly Shape _image = new(3, 4, 4);

    [Fact]
    public void Running_statistics_follow_the_batches_and_inference_uses_them()
    {
        BatchNorm norm = new(momentum: 0.3f);
        Network network = Network.Sequential(_image, norm, new Flatten(), new Dense(4));
        TrainingPlan plan = new(network, new SGD(learningRate: 0f), new TrainingPlanOptions { BatchSize = 70, Threads = 2 });
        double[] mean = new double[3];
        double[] variance = [1, 1, 1];

        ulong seed = 1;
        foreach (int images in (int[])[70, 70, 33, 1])
        {
            float[] pixels = Sample.Signed(images * _image.Size, seed++);
            plan.Step(pixels, Sample.Labels(images, 4, seed++));
            (double[] batchMean, double[] batchVariance) = BatchNormTwin.Statistics(Maps.From(pixels, _image));
            double count = images * _image.Pixels;
            for (int c = 0; c < 3; c++)
            {
                mean[c] += 0.3 * (batchMean[c] - mean[c]);
                variance[c] += 0.3 * ((batchVariance[c] * count / (count - 1)) - variance[c]);
                ((double)norm.RunningMean.ToArray()[c]).ShouldBe(mean[c], 1e-6);
                ((double)norm.RunningVariance.ToArray()[c]).ShouldBe(variance[c], 1e-6);
            }
        }
    }

    [Fact]
    public void A_mean_much_larger_than_the_deviation_costs_no_digits()
    {
        BatchNorm norm = new(momentum: 1f);
        Network network = Network.Sequential(_image, norm, new Flatten(), new Dense(4));
        float[] pixels = Array.ConvertAll(Sample.Signed(70 * _image.Size, seed: 1), value => 1000f + value);
        new TrainingPlan(network, new SGD(learningRate: 0f)).Step(pixels, Sample.Labels(70, 4, seed: 2));

        (double[] mean, double[] variance) = BatchNormTwin.Statistics(Maps.From(pixels, _image));
        double count = 70 * _image.Pixels;
        for (int c = 0; c < 3; c++)
        {
            ((double)norm.RunningMean.ToArray()[c]).ShouldBe(mean[c], 1e-4);
            ((double)norm.RunningVariance.ToArray()[c]).ShouldBe(variance[c] * count / (count - 1), 1e-5);
        }
    }

    [Fact]
    public void One_vector_alone_has_no_variance_and_does_no_harm()
    {
        BatchNorm norm = new();
        Network network = Network.Sequential(new Shape(3), norm, new Dense(4));
        new TrainingPlan(network, new SGD()).Step(new float[] { 1, 2, 3 }, new byte[] { 1 });
        network.Parameters.SelectMany(parameter => parameter.ToArray()).ShouldAllBe(value => float.IsFinite(value));
    }
}
