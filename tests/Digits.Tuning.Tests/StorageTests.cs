using Digits.Engine;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Digits.Tuning.Tests;

public sealed class StorageTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("study.db", "'study.db' is not a storage; give sqlite:///study.db or postgresql://USER:PASSWORD@HOST/DATABASE.")]
    [InlineData("sqlite:///", "'sqlite:///' is not a storage")]
    [InlineData("sqlite:///:memory:", "sqlite:///:memory:: a study in memory would be gone with the program; give a file, such as sqlite:///study.db.")]
    [InlineData("sqlite+pysqlite:///:memory:", "sqlite+pysqlite:///:memory:: a study in memory would be gone")]
    [InlineData("mysql://me:secret@host/db", "'mysql://me:***@host/db' is not a storage")]
    [InlineData("postgresql://me:secret@host", "'postgresql://me:***@host' is not a storage")]
    [InlineData("postgresql://me@host/db?colour=red", "'colour=red' is not a setting of a PostgreSQL connection")]
    [InlineData("sqlite:////nowhere/at/all/study.db", "/nowhere/at/all/study.db: cannot be opened; give a file in a folder that exists and that you may write to.")]
    [InlineData("postgresql://me:secret@127.0.0.1:1/db", "postgresql://127.0.0.1:1/db: cannot be reached")]
    public void A_storage_that_cannot_be_had_is_one_line_without_a_password(string url, string message)
    {
        DigitsException error = Should.Throw<DigitsException>(() => StudyStore.Open(url));
        error.Message.ShouldStartWith(message);
        error.Message.ShouldNotContain("secret");
        error.Message.ShouldNotContain("\n");
    }

    [Theory]
    [InlineData("57P01", "terminating connection due to administrator command")]
    [InlineData("57P02", "terminating connection because of crash of another server process")]
    [InlineData("57P03", "the database system is shutting down")]
    public void A_server_that_says_that_it_ends_cannot_be_reached(string state, string message)
    {
        using NpgsqlDataSource source = NpgsqlDataSource.Create("Host=127.0.0.1");
        new PostgresDialect(source, "postgresql://127.0.0.1/db").Explain(new PostgresException(message, "FATAL", "FATAL", state))
            .ShouldBeOfType<WorkFailedException>().Message.ShouldBe(
                $"postgresql://127.0.0.1/db: cannot be reached ({message}); is the server running, and are host and port right?");
    }

    [Fact]
    public void A_storage_is_also_known_as_Optuna_names_it_with_its_driver()
    {
        Study.Open($"sqlite+pysqlite:///{_folder["x.db"]}", "a", StudyDirection.Maximize);

        Study.Open($"sqlite:///{_folder["x.db"]}", "a", StudyDirection.Maximize).IsNew.ShouldBeFalse();
    }

    [Fact]
    public void A_file_that_is_no_database_is_one_line()
    {
        string path = _folder.Write("notes.db",
            "These are notes, and there are many more of them than a header of a database has room for. " + new string('x', 4000));
        Should.Throw<DigitsException>(() =>
            StudyStore.Open($"sqlite:///{path}")).Message.ShouldBe($"{path}: is damaged or not an SQLite file; give another file.");
    }

    [Fact]
    public void Tables_of_another_revision_are_refused()
    {
        string url = $"sqlite:///{_folder["old.db"]}";
        StudyStore.Open(url);
        using (SqliteConnection connection = new($"Data Source={_folder["old.db"]}"))
        {
            connection.Open();
            using SqliteCommand command = connection.CreateCommand();
            command.CommandText = "UPDATE alembic_version SET version_num = 'v2.6.0.a'";
            command.ExecuteNonQuery();
        }

        Should.Throw<DigitsException>(() => StudyStore.Open(url)).Message.ShouldContain("revision v2.6.0.a; v3.2.0.a and v3.0.0.d are known");
    }
}
