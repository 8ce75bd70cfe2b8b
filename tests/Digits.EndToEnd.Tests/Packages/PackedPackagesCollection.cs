namespace Digits.EndToEnd.Tests.Packages;

/// <summary>Tests that share <see cref="PackedPackages"/>: packing takes a minute.</summary>
[CollectionDefinition(Name)]
public sealed class PackedPackagesCollection : ICollectionFixture<PackedPackages>
{
    public const string Name = "packed packages";
}
