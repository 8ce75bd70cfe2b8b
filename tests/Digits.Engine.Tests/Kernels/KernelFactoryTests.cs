using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Kernels;

public sealed class KernelFactoryTests
{
    [Fact]
    public void A_name_chooses_a_set_and_none_the_widest()
    {
        foreach (string name in KernelFactory.Supported)
            KernelFactory.Create(name).Name.ShouldBe(name);

        KernelFactory.Create(null).Name.ShouldBe(KernelFactory.Supported.First());
        KernelFactory.Create("").Name.ShouldBe(KernelFactory.Supported.First());
        KernelFactory.Supported.ShouldContain("scalar");
    }

    [Fact]
    public void An_unknown_name_is_one_line_that_lists_the_others()
    {
        DigitsException error = Should.Throw<DigitsException>(() => KernelFactory.Create("avx1024"));
        error.Message.ShouldContain("DIGITS_SIMD=avx1024");
        error.Message.ShouldContain("scalar");
        error.Message.ShouldNotContain("\n");
    }

    [Fact]
    public void Tiles_cover_all_rows()
    {
        foreach (int largest in (int[])[6, 12])
        {
            for (int rows = 1; rows <= 300; rows++)
            {
                int[] tiles = PackedWeights.Cut(rows, largest);
                tiles.Sum().ShouldBe(rows);
                tiles.ShouldAllBe(tile => tile <= largest && (tile == 12 || tile == 8 || tile == 6 || tile == 4 || tile == 2 || tile == 1));
            }
        }
    }
}
