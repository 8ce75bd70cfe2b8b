namespace Digits.Engine.Tests.Networks;

public sealed class ParameterTests
{
    [Fact]
    public void Values_come_back_in_the_order_in_which_they_were_given()
    {
        foreach (int[] dimensions in (int[][])[[5], [16], [3, 7], [33, 4], [5, 3, 2, 4], [17, 2, 3, 3]])
        {
            Parameter parameter = new("weight", dimensions);
            float[] values = Sample.Signed(parameter.Count, seed: 1);
            parameter.Assign(values);
            parameter.ToArray().ShouldBe(values);
            parameter.Values.ToArray().Count(value => value != 0).ShouldBe(values.Count(value => value != 0));
        }
    }

    [Fact]
    public void A_wrong_number_of_values_is_refused()
    {
        Network network = Network.Sequential(new Shape(4), new Dense(3));
        Should.Throw<ArgumentException>(() => network.Parameters.First().Assign(new float[11])).Message.ShouldContain("dense1.weight has 12 values, not 11");
    }

    [Fact]
    public void Weights_start_uniform_with_the_variance_of_He()
    {
        Network network = Network.Sequential(new Shape(8, 5, 5), new Conv2D(64, 5), new Flatten(), new Dense(200));
        foreach (Parameter parameter in network.Parameters)
        {
            float[] values = parameter.ToArray();
            if (parameter.Dimensions.Count == 1)
            {
                values.ShouldAllBe(value => value == 0);
                continue;
            }

            // Uniform in ±a has the variance a²/3 = 2 / fan-in.
            double fanIn = parameter.Count / parameter.Dimensions[0];
            values.ShouldAllBe(value => Math.Abs(value) <= 1.000001 * Math.Sqrt(6 / fanIn));
            values.Average(value => value * value).ShouldBe((float)(2 / fanIn), (float)(0.05 / fanIn));
            ((double)values.Average()).ShouldBe(0, 5 * Math.Sqrt(2 / fanIn / parameter.Count));
        }
    }
}
