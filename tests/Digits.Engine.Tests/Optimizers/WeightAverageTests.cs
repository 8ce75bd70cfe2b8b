namespace Digits.Engine.Tests.Optimizers;

public class WeightAverageTests
{
    [Fact]
    public void The_average_moves_as_its_formula_says()
    {
        Network network = Network.Sequential(new Shape(1, 1, 2), new Flatten(), new Dense(1, bias: false));
        Parameter weight = network.Parameters.Single();
        weight.Assign([1f, -1f]);
        WeightAverage average = new(network, 0.9f);
        double expected = 1;
        for (int step = 1; step <= 200; step++)
        {
            weight.Assign([step, -step]);
            average.Update(step);
            double decay = Math.Min(0.9, (1.0 + step) / (10 + step));
            expected = (decay * expected) + ((1 - decay) * step);
        }

        average.Swap();

        weight.ToArray()[0].ShouldBe((float)expected, 1e-3f);
        weight.ToArray()[1].ShouldBe((float)-expected, 1e-3f);
        average.Swap();
        weight.ToArray().ShouldBe([200f, -200f]);
    }

    [Fact]
    public void Its_state_can_be_restored()
    {
        Network network = Classic.Build();
        WeightAverage average = new(network, 0.99f);
        Sample.Scatter(network, seed: 3);
        average.Update(5);
        Dictionary<string, float[]> state = average.State.ToDictionary(entry => entry.Name, entry => entry.Values);

        WeightAverage other = new(network, 0.99f);
        other.Restore(state);

        other.State.SelectMany(entry => entry.Values).ShouldBe(average.State.SelectMany(entry => entry.Values));
        state.Remove(state.Keys.First());
        Should.Throw<ArgumentException>(() => other.Restore(state)).Message.ShouldContain("The state has no ");
    }
}
