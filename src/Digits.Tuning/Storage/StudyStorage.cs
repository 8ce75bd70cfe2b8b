using Digits.Engine;
using Npgsql;

namespace Digits.Tuning;

/// <summary>Finds the store that a URL names.</summary>
internal static class StudyStorage
{
    private const string SqlitePrefix = "sqlite:///";

    /// <summary>
    /// The dialect for <c>sqlite:///study.db</c> (relative), <c>sqlite:////home/me/study.db</c> (from the root) or
    /// <c>postgresql://user:password@host:5432/database</c>.
    /// </summary>
    /// <exception cref="DigitsException">The URL is none of these.</exception>
    internal static ISqlDialect Find(string url)
    {
        // SQLAlchemy's URLs may name a driver: sqlite+pysqlite, postgresql+psycopg2.
        string plain = url.StartsWith("sqlite+", StringComparison.Ordinal) && url.IndexOf("://", StringComparison.Ordinal) is > 0 and var at
            ? $"sqlite{url[at..]}"
            : url;
        if (plain is "sqlite://" or SqlitePrefix + ":memory:")
            throw new InvalidInputException($"{url}: a study in memory would be gone with the program; give a file, such as sqlite:///study.db.");
        if (plain.StartsWith(SqlitePrefix, StringComparison.Ordinal) && plain.Length > SqlitePrefix.Length)
            return new SqliteDialect(plain[SqlitePrefix.Length..]);

        bool isUri = Uri.TryCreate(url, UriKind.Absolute, out Uri? uri);
        if (isUri && uri!.Scheme.Split('+')[0] is "postgresql" or "postgres" && uri!.Host.Length > 0 && uri.AbsolutePath.Length > 1)
            return Postgres(uri);

        throw new InvalidInputException($"'{WithoutPassword(url)}' is not a storage; give sqlite:///study.db or postgresql://USER:PASSWORD@HOST/DATABASE.");
    }

    /// <summary>The URL without its password.</summary>
    internal static string WithoutPassword(string url) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? uri) && uri.UserInfo.Contains(':', StringComparison.Ordinal)
            ? url.Replace(uri.UserInfo, $"{uri.UserInfo.Split(':')[0]}:***", StringComparison.Ordinal)
            : url;

    private static PostgresDialect Postgres(Uri uri)
    {
        string[] user = [.. uri.UserInfo.Split(':', 2).Select(Uri.UnescapeDataString)];
        NpgsqlConnectionStringBuilder builder = new()
        {
            Host = uri.Host,
            Port = uri.IsDefaultPort || uri.Port < 0 ? 5432 : uri.Port,
            Database = Uri.UnescapeDataString(uri.AbsolutePath[1..]),
            Timeout = 15,
            CommandTimeout = 120,
            MaxPoolSize = 4,
        };
        if (user[0].Length > 0)
            builder.Username = user[0];
        if (user.Length > 1)
            builder.Password = user[1];

        foreach (string setting in uri.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            string[] sides = setting.Split('=', 2);
            try
            {
                // libpq's names: sslmode=require, connect_timeout=5 …
                string name = sides[0] switch
                {
                    "sslmode" => "SSL Mode",
                    "connect_timeout" => "Timeout",
                    "application_name" => "Application Name",
                    var other => other,
                };
                builder[name] = sides.Length > 1 ? Uri.UnescapeDataString(sides[1]) : "true";
            }
            catch (ArgumentException e)
            {
                throw new InvalidInputException($"'{setting}' is not a setting of a PostgreSQL connection: {AtomicFile.OneLine(e)}", e);
            }
        }

        return new PostgresDialect(NpgsqlDataSource.Create(builder.ToString()), $"postgresql://{builder.Host}:{builder.Port}/{builder.Database}");
    }
}
