namespace Digits.EndToEnd.Tests.Support;

/// <summary>Tests that share <see cref="SmallSet"/>. They run one after another: each starts processes that use all processors.</summary>
[CollectionDefinition(Name)]
public sealed class SmallSetCollection : ICollectionFixture<SmallSet>
{
    public const string Name = "small set";
}
