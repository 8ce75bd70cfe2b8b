using Digits.Start;

namespace Digits.EndToEnd.Tests.Native;

/// <summary>Which native program a processor gets.</summary>
public sealed class LevelTests
{
    private const string Avx2 = "fpu sse4_2 avx f16c fma movbe abm bmi1 avx2 bmi2";

    [Theory]
    [InlineData(Avx2, "x86-64-v3")]
    [InlineData($"{Avx2} avx512f avx512dq avx512cd avx512bw avx512vl", "x86-64-v4")]
    [InlineData($"{Avx2} avx512f avx512cd", "x86-64-v3")] // The first processors that had some of it.
    [InlineData("fpu sse4_2 avx f16c avx512f avx512dq avx512cd avx512bw avx512vl", null)]
    [InlineData("fpu sse4_2", null)]
    [InlineData("", null)]
    public void A_processor_gets_the_widest_program_that_it_can_run(string flags, string? level) =>
        Level.Widest(Level.FlagsOf($"processor\t: 0\nmodel name\t: A processor\nflags\t\t: {flags}\nbogomips\t: 1\n")).ShouldBe(level);

    [Fact]
    public void A_list_without_flags_has_none() => Level.FlagsOf("processor\t: 0\nFeatures\t: fp asimd\n").ShouldBeEmpty();
}
