namespace Digits.Engine.Tests.Golden;

/// <summary>A gradient as PyTorch computed it: all its values, or some of them and figures over all.</summary>
public sealed record GoldenGradient(string Name, int Count, double Max, double Norm, double Sum, double Dot, double[] Values)
{
    private const double Tolerance = 1e-4;

    internal void ShouldBeCloseTo(float[] actual, int index)
    {
        actual.Length.ShouldBe(Count, Name);
        int[] elements = GoldenNumbers.ElementsOf(index, Count, Values.Length);
        for (int i = 0; i < elements.Length; i++)
            ((double)actual[elements[i]]).ShouldBe(Values[i], Tolerance * Max, $"{Name}[{elements[i]}]");

        double[] signs = GoldenNumbers.SignsOf(index, Count);
        Math.Sqrt(actual.Sum(value => (double)value * value)).ShouldBe(Norm, Tolerance * Norm, $"norm of {Name}");
        actual.Sum(value => (double)value).ShouldBe(Sum, Tolerance * Norm, $"sum of {Name}");
        actual.Select((value, i) => value * signs[i]).Sum().ShouldBe(Dot, Tolerance * Norm, $"signed sum of {Name}");
    }
}
