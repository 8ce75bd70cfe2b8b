using System.Data.Common;

namespace Digits.Tuning;

/// <summary>Reads trials with all that belongs to them.</summary>
internal static class TrialReader
{
    /// <summary>All trials of a study, or one, by number.</summary>
    internal static List<Trial> Read(StoreSession session, long study, long? only = null)
    {
        ILookup<long, (string Name, double Value, string Distribution)> parameters = Lookup(
            "trial_params",
            "param_name, param_value, distribution_json",
            row => (row.GetString(1), row.GetDouble(2), row.GetString(3)));
        ILookup<long, (int Objective, double Value)> values = Lookup(
            "trial_values",
            $"objective, value, {StudyStore.Text(session, "value_type")}",
            row => (row.GetInt32(1), Value(row, 2)));
        ILookup<long, (int Step, double Value)> intermediate = Lookup(
            "trial_intermediate_values", $"step, intermediate_value, {StudyStore.Text(session, "intermediate_value_type")}", row =>
                (row.GetInt32(1), Value(row, 2)));
        ILookup<long, (string Key, string Json)> user = Lookup("trial_user_attributes", "\"key\", value_json", row => (row.GetString(1), row.GetString(2)));
        ILookup<long, (string Key, string Json)> system = Lookup("trial_system_attributes", "\"key\", value_json", row => (row.GetString(1), row.GetString(2)));

        // Almost all trials of a parameter have the same.
        Dictionary<string, Distribution> distributions = new(StringComparer.Ordinal);
        return session.Rows(
            $"SELECT trial_id, number, {StudyStore.Text(session, "state")}, datetime_start, datetime_complete FROM trials WHERE study_id = @study "
                + $"{(only is null ? "" : "AND trial_id = @only")} ORDER BY trial_id",
            row =>
            {
                long id = row.GetInt64(0);
                return new Trial
                {
                    Id = id,
                    Number = row.GetInt32(1),
                    State = Enum.Parse<TrialState>(row.GetString(2), ignoreCase: true),
                    Started = row.IsDBNull(3) ? null : session.Dialect.FromColumn(row.GetValue(3)),
                    Ended = row.IsDBNull(4) ? null : session.Dialect.FromColumn(row.GetValue(4)),
                    Parameters = parameters[id].ToDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal),
                    Distributions = parameters[id].ToDictionary(
                        parameter => parameter.Name,
                        parameter => Parsed(parameter.Distribution),
                        StringComparer.Ordinal),
                    Values = [.. values[id].OrderBy(value => value.Objective).Select(value => value.Value)],
                    Intermediate = intermediate[id].ToDictionary(value => value.Step, value => value.Value),
                    UserAttributes = user[id].ToDictionary(attribute => attribute.Key, attribute => attribute.Json, StringComparer.Ordinal),
                    SystemAttributes = system[id].ToDictionary(attribute => attribute.Key, attribute => attribute.Json, StringComparer.Ordinal),
                };
            },
            Arguments());

        Distribution Parsed(string json) => distributions.TryGetValue(json, out Distribution? known) ? known : distributions[json] = Distribution.Parse(json);

        ILookup<long, T> Lookup<T>(string table, string columns, Func<DbDataReader, T> read) => session
            .Rows(
                $"SELECT {table}.trial_id, {columns} FROM {table} JOIN trials ON trials.trial_id = {table}.trial_id WHERE study_id = @study" + (only is null
                    ? ""
                    : $" AND {table}.trial_id = @only"),
                row => (Id: row.GetInt64(0), Value: read(row)),
                Arguments())
            .ToLookup(row => row.Id, row => row.Value);

        (string Name, object? Value)[] Arguments() => only is null ? [("@study", study)] : [("@study", study), ("@only", only)];
    }

    private static double Value(DbDataReader row, int column) => row.GetString(column + 1) switch
    {
        "INF_POS" => double.PositiveInfinity,
        "INF_NEG" => double.NegativeInfinity,
        "NAN" => double.NaN,
        _ => row.GetDouble(column),
    };
}
