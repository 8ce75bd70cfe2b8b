using Digits.Engine;
using Parquet;
using Parquet.Data;
using Parquet.Schema;

namespace Digits.Data;

/// <summary>Reads a column of a group of rows.</summary>
internal static class ParquetColumn
{
    /// <summary>Waits for work to end; on the pool where a caller's synchronization context could wait for itself.</summary>
    public static T Await<T>(Func<Task<T>> work) =>
        SynchronizationContext.Current is null ? work().GetAwaiter().GetResult() : Task.Run(work).GetAwaiter().GetResult();

    /// <summary>A column of bytes; null where a row has none.</summary>
    public static byte[]?[] Bytes(ParquetRowGroupReader group, DataField field)
    {
        byte[][] values = new byte[group.RowCount][];
        Await(async () =>
        {
            await group.ReadAsync(field, values);
            return true;
        });
        return values;
    }

    /// <summary>A column of texts.</summary>
    public static string[] Texts(ParquetRowGroupReader group, DataField field)
    {
        string[] values = new string[group.RowCount];
        Await(async () =>
        {
            await group.ReadAsync(field, values);
            return true;
        });
        return Array.ConvertAll(values, value => value ?? "");
    }

    /// <summary>A column of numbers, those of lists one behind the other.</summary>
    /// <param name="group">The group of rows.</param>
    /// <param name="field">The column.</param>
    /// <param name="count">How many there must be.</param>
    /// <param name="path">What messages call the file.</param>
    /// <exception cref="InvalidInputException">There are fewer: some are missing.</exception>
    public static double[] Numbers(ParquetRowGroupReader group, DataField field, long count, string path)
    {
        using RawColumnData data = Read(group, field);
        double[] numbers = data switch
        {
            RawColumnData<byte> values => Convert(values.Values, static value => value),
            RawColumnData<sbyte> values => Convert(values.Values, static value => value),
            RawColumnData<short> values => Convert(values.Values, static value => value),
            RawColumnData<ushort> values => Convert(values.Values, static value => value),
            RawColumnData<int> values => Convert(values.Values, static value => value),
            RawColumnData<uint> values => Convert(values.Values, static value => value),
            RawColumnData<long> values => Convert(values.Values, static value => value),
            RawColumnData<ulong> values => Convert(values.Values, static value => value),
            RawColumnData<float> values => Convert(values.Values, static value => value),
            RawColumnData<double> values => values.Values.ToArray(),
            RawColumnData<bool> values => Convert(values.Values, static value => value ? 1 : 0),
            _ => throw new InvalidDataException($"the column {NamedArray.Shown(field.Path.FirstPart!)} is of no type of numbers"),
        };
        return numbers.Length == count
            ? numbers
            : throw new InvalidInputException(
                $"{path}: the column {NamedArray.Shown(field.Path.FirstPart!)} has {numbers.Length} numbers where {count} should be; none may be missing.");
    }

    /// <summary>The length that all lists of a column have.</summary>
    /// <param name="group">The group of rows.</param>
    /// <param name="field">The column.</param>
    /// <param name="known">The length of the lists in other groups; 0 where this is the first.</param>
    /// <param name="path">What messages call the file.</param>
    /// <exception cref="InvalidInputException">They have different lengths.</exception>
    public static int LengthOfLists(ParquetRowGroupReader group, DataField field, int known, string path)
    {
        using RawColumnData data = Read(group, field);
        ReadOnlySpan<int> levels = data.RepetitionLevels;
        for (int start = 0; start < levels.Length;)
        {
            int next = levels[(start + 1)..].IndexOf(0);
            int length = next < 0 ? levels.Length - start : next + 1;
            known = known == 0 ? length : known;
            if (length != known)
            {
                throw new InvalidInputException(
                    $"{path}: the lists of {NamedArray.Shown(field.Path.FirstPart!)} have {known} and {length} numbers; all pictures must have one size.");
            }

            start += length;
        }

        return known;
    }

    private static RawColumnData Read(ParquetRowGroupReader group, DataField field) =>
        Await(() => group.ReadRawColumnDataBaseAsync(field).AsTask());

    private static double[] Convert<T>(ReadOnlySpan<T> values, Func<T, double> convert)
    {
        double[] numbers = new double[values.Length];
        for (int i = 0; i < numbers.Length; i++)
            numbers[i] = convert(values[i]);
        return numbers;
    }
}
