namespace Digits.Tests.Structure;

/// <summary>The library's public surface changes on purpose only.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        PublicApi.Changes(typeof(Digits.Data.DigitSet).Assembly, "tests/Digits.Tests/Structure/PublicApi.approved.txt").ShouldBeEmpty();
}
