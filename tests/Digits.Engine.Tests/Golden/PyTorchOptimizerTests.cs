namespace Digits.Engine.Tests.Golden;

/// <summary>Three steps of each optimizer lead to PyTorch's weights. PyTorch's decay was given to matrices alone, which is this engine's habit.</summary>
public sealed class PyTorchOptimizerTests
{
    [Fact]
    public void SGD() => Check("sgd", new SGD(learningRate: 0.1f, momentum: 0f));

    [Fact]
    public void SGD_with_momentum() => Check("sgd-momentum", new SGD(learningRate: 0.1f, momentum: 0.9f));

    [Fact]
    public void SGD_with_Nesterov_momentum_and_decay() =>
        Check("sgd-nesterov", new SGD(learningRate: 0.1f, momentum: 0.8f, nesterov: true, weightDecay: 0.05f));

    [Fact]
    public void Adam() => Check("adam", new Adam(learningRate: 0.01f));

    [Fact]
    public void AdamW() => Check("adamw", new AdamW(learningRate: 0.02f, weightDecay: 0.1f, beta1: 0.8f, beta2: 0.99f, epsilon: 1e-6f));

    [Fact]
    public void SGD_with_clipped_gradients() => Check("sgd-clipped", new SGD(learningRate: 0.1f, momentum: 0.9f) { ClipNorm = 0.25f });

    private static void Check(string name, Optimizer optimizer)
    {
        GoldenTraining golden = GoldenFile.Read<GoldenTraining>(name);
        Network network = Network.Sequential(new Shape(6), new Dense(5), new LeakyReLU(0.1f), new Dense(3));
        GoldenNumbers.Fill(network);
        float[] inputs = GoldenNumbers.Images(12, network.Input.Shape);
        byte[] labels = GoldenNumbers.LabelsOf(12, classes: 3);
        TrainingPlan plan = new(network, optimizer, new TrainingPlanOptions { Threads = 1 });

        foreach (double loss in golden.Losses)
            (plan.Step(inputs, labels).Loss / 12).ShouldBe(loss, 1e-5);

        optimizer.Steps.ShouldBe(golden.Losses.Length);
        foreach (Parameter parameter in network.Parameters)
        {
            double[] expected = golden.Parameters[parameter.Name];
            float[] actual = parameter.ToArray();
            for (int i = 0; i < actual.Length; i++)
                ((double)actual[i]).ShouldBe(expected[i], 2e-6, $"{parameter.Name}[{i}]");
        }
    }
}
