using Digits.Engine;
using Parquet;
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
        double[] numbers = Read(group, field).Numbers();
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
        ReadOnlySpan<int> levels = Read(group, field).Repetitions;
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

    /// <summary>The numbers that are there, made where they are asked for, and for each place whether it goes on with a list.</summary>
    /// <remarks>All types are named, since a native program makes none as it runs.</remarks>
    private static (Func<double[]> Numbers, int[] Repetitions) Read(ParquetRowGroupReader group, DataField field) => Type.GetTypeCode(field.ClrType) switch
    {
        TypeCode.Byte => Read<byte>(group, field, double.CreateChecked),
        TypeCode.SByte => Read<sbyte>(group, field, double.CreateChecked),
        TypeCode.Int16 => Read<short>(group, field, double.CreateChecked),
        TypeCode.UInt16 => Read<ushort>(group, field, double.CreateChecked),
        TypeCode.Int32 => Read<int>(group, field, double.CreateChecked),
        TypeCode.UInt32 => Read<uint>(group, field, double.CreateChecked),
        TypeCode.Int64 => Read<long>(group, field, double.CreateChecked),
        TypeCode.UInt64 => Read<ulong>(group, field, double.CreateChecked),
        TypeCode.Single => Read<float>(group, field, double.CreateChecked),
        TypeCode.Double => Read<double>(group, field, value => value),
        TypeCode.Boolean => Read<bool>(group, field, value => value ? 1 : 0),
        _ => throw new InvalidDataException($"the column {NamedArray.Shown(field.Path.FirstPart!)} is of no type of numbers"),
    };

    private static (Func<double[]> Numbers, int[] Repetitions) Read<T>(ParquetRowGroupReader group, DataField field, Func<T, double> convert)
        where T : unmanaged
    {
        long places = group.GetMetadata(field)?.MetaData?.NumValues
            ?? throw new InvalidDataException($"the column {NamedArray.Shown(field.Path.FirstPart!)} is missing");
        T[] values = new T[places];
        int[]? definitions = field.MaxDefinitionLevel > 0 ? new int[places] : null;
        int[]? repetitions = field.MaxRepetitionLevel > 0 ? new int[places] : null;
        Await(async () =>
        {
            await group.ReadRawAsync<T>(field, values, definitions?.AsMemory(), repetitions?.AsMemory());
            return true;
        });
        int present = definitions is null ? values.Length : definitions.AsSpan().Count(field.MaxDefinitionLevel);
        return (Converted, repetitions ?? []);

        double[] Converted()
        {
            double[] numbers = new double[present];
            for (int i = 0; i < numbers.Length; i++)
                numbers[i] = convert(values[i]);
            return numbers;
        }
    }
}
