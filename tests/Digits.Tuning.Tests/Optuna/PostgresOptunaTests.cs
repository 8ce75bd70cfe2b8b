
namespace Digits.Tuning.Tests.Optuna;

/// <summary>What <see cref="OptunaTests"/> promise, with a real server.</summary>
[Trait("Category", "Slow")]
public sealed class PostgresOptunaTests(PostgresServer server) : OptunaTests, IClassFixture<PostgresServer>
{
    protected override string NewUrl() => server.NewDatabase();

    protected override string Copy(string url) => server.Copy(url);
}
