using Digits.Data;

namespace Digits.Tests.Data;

public sealed class PortableMathTests
{
    [Fact]
    public void Functions_agree_with_the_platforms()
    {
        for (int i = -1000; i <= 1000; i++)
        {
            double x = i / 1000.0;
            (double sin, double cos) = PortableMath.SinCos(x);
            sin.ShouldBe(Math.Sin(x), tolerance: 1e-15);
            cos.ShouldBe(Math.Cos(x), tolerance: 1e-15);
            (PortableMath.Exp(100 * x) / Math.Exp(100 * x)).ShouldBe(1, tolerance: 1e-12);
            PortableMath.Log(Math.Exp(100 * x)).ShouldBe(100 * x, tolerance: 1e-12);
        }
    }
}
