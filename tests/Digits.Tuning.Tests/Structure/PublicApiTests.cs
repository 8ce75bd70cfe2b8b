namespace Digits.Tuning.Tests.Structure;

/// <summary>The search's public surface changes on purpose only.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        PublicApi.Changes(typeof(SearchSpace).Assembly, "tests/Digits.Tuning.Tests/Structure/PublicApi.approved.txt").ShouldBeEmpty();
}
