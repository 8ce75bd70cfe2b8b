namespace Digits.Server.Tests.Structure;

/// <summary>The server's public surface changes on purpose only.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        PublicApi.Changes(typeof(DigitsServer).Assembly, "tests/Digits.Server.Tests/Structure/PublicApi.approved.txt").ShouldBeEmpty();
}
