namespace Digits.Data;

/// <summary>
/// Of which type each field of a struct of Parquet's descriptions must be. The library reads a field by its number alone, and is led astray where the type that
/// the file gives is another.
/// </summary>
/// <param name="Type">The type, in Thrift's compact numbers: 1 for truth values, 5 for whole numbers of any width, 8 bytes, 9 a list, 12 a struct.</param>
/// <param name="Item">Of a list, what it holds.</param>
/// <param name="Fields">Of a struct, its fields; those that are not here may be anything.</param>
/// <remarks>Format: parquet.thrift of Apache Parquet.</remarks>
internal sealed record ThriftShape(int Type, ThriftShape? Item = null, IReadOnlyDictionary<int, ThriftShape>? Fields = null)
{
    private static readonly ThriftShape _truth = new(1);
    private static readonly ThriftShape _tiny = new(3);
    private static readonly ThriftShape _number = new(5);
    private static readonly ThriftShape _bytes = new(8);
    private static readonly ThriftShape _any = Struct();
    private static readonly ThriftShape _keyValue = Struct(_bytes, _bytes);
    private static readonly ThriftShape _statistics = Struct(_bytes, _bytes, _number, _number, _bytes, _bytes, _truth, _truth);
    private static readonly ThriftShape _time = Struct(_truth, Struct(_any, _any, _any));

    // A union of kinds; decimals, times and whole numbers have parameters.
    private static readonly ThriftShape _logicalType = Struct(
        _any, _any, _any, _any, Struct(_number, _number), _any, _time, _time, null, Struct(_tiny, _truth), _any, _any, _any, _any, _any, _any);

    private static readonly ThriftShape _element =
        Struct(_number, _number, _number, _bytes, _number, _number, _number, _number, _number, _logicalType);

    private static readonly ThriftShape _columnData = Struct(
        _number,
        List(_number),
        List(_bytes),
        _number,
        _number,
        _number,
        _number,
        List(_keyValue),
        _number,
        _number,
        _number,
        _statistics,
        List(Struct(_number, _number, _number)),
        _number,
        _number,
        Struct(_number, List(_number), List(_number)),
        _any);

    private static readonly ThriftShape _column = Struct(_bytes, _number, _columnData, _number, _number, _number, _number, _any, _bytes);

    private static readonly ThriftShape _group =
        Struct(List(_column), _number, _number, List(Struct(_number, _truth, _truth)), _number, _number, _number);

    /// <summary>What describes a file, at its end.</summary>
    public static ThriftShape File { get; } =
        Struct(_number, List(_element), _number, List(_group), List(_keyValue), _bytes, List(_any), _any, _bytes);

    /// <summary>What stands before a page.</summary>
    public static ThriftShape Page { get; } = Struct(
        _number,
        _number,
        _number,
        _number,
        Struct(_number, _number, _number, _number, _statistics),
        _any,
        Struct(_number, _number, _truth),
        Struct(_number, _number, _number, _number, _number, _number, _truth, _statistics));

    /// <summary>Whether a type in a file is this one.</summary>
    public bool Fits(int type) => Type switch
    {
        1 => type is 1 or 2,
        5 => type is 4 or 5 or 6,
        _ => type == Type,
    };

    private static ThriftShape Struct(params ThriftShape?[] fields) => new(
        12, null, fields.Select((shape, i) => (shape, i)).Where(field => field.shape is not null).ToDictionary(field => field.i + 1, field => field.shape!));

    private static ThriftShape List(ThriftShape item) => new(9, item);
}
