using Digits.Tests.Shared;

namespace Digits.Engine.Tests.Structure;

/// <summary>The engine's public surface changes on purpose only.</summary>
public sealed class PublicApiTests
{
    [Fact]
    public void The_public_surface_is_the_approved_one() =>
        PublicApi.Changes(typeof(Network).Assembly, "tests/Digits.Engine.Tests/Structure/PublicApi.approved.txt").ShouldBeEmpty();
}
