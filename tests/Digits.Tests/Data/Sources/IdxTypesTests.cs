using System.Buffers.Binary;
using Digits.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Data.Sources;

public sealed class IdxTypesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(9, 127)]
    [InlineData(11, 255)]
    [InlineData(12, 255)]
    [InlineData(13, 255)]
    [InlineData(14, 255)]
    public void Labels_of_every_type_are_read(byte type, int most)
    {
        Prop.ForAll(Gen.Choose(0, most).NonEmptyListOf().ToArbitrary(), labels =>
        {
            double[] values = [.. labels.Select(label => (double)label)];
            Labels(type, [values.Length], values).ShouldBe([.. labels.Select(label => (byte)label)]);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(14)]
    public void Images_of_every_type_hold_the_same_pixels(byte type)
    {
        Prop.ForAll(Make.Sets(), set =>
        {
            double[] values = [.. set.Pixels.ToArray().Select(pixel => (double)pixel)];
            if (values.Max() <= 1)
                return;
            Images(type, [set.Count, set.Rows, set.Columns], values).ShouldBe(set.Pixels.ToArray());
            if (type > 12)
                Images(type, [set.Count, set.Rows, set.Columns], [.. values.Select(value => value / 255)]).ShouldBe(set.Pixels.ToArray());
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData(2, 1, 3)]
    [InlineData(2, 1, 1, 3)]
    public void Images_of_every_shape_hold_the_same_pixels(params int[] shape)
    {
        DigitSet set = Idx.Read(_folder.Write("i", File(8, shape, [1, 2, 3, 4, 5, 6])), null);
        (set.Count, set.Rows, set.Columns).ShouldBe((2, 1, 3));
        set.Pixels.ToArray().ShouldBe([1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public void The_channel_may_come_last() => Idx.Read(_folder.Write("i", File(8, [1, 2, 3, 1], new double[6])), null).Columns.ShouldBe(3);

    [Fact]
    public void Rows_of_as_many_pixels_as_a_square_has_are_images()
    {
        DigitSet set = Idx.Read(_folder.Write("i", File(8, [2, 4], [1, 2, 3, 4, 5, 6, 7, 8])), null);
        (set.Count, set.Rows, set.Columns).ShouldBe((2, 2, 2));
    }

    [Fact]
    public void Labels_of_one_column_of_a_1_among_zeros_and_of_QMNIST_are_read()
    {
        Labels(12, [2, 1], [3, 4]).ShouldBe([3, 4]);
        Labels(13, [3, 4], [0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 1]).ShouldBe([2, 0, 3]);
        Labels(12, [2, 8], [5, 0, 2000, 1, 0, 0, 0, 0, 7, 4, 2001, 99999, 0, 0, 0, 0]).ShouldBe([5, 7]);
    }

    [Theory]
    [InlineData(12, 256, "label 2 is 256")]
    [InlineData(13, 0.5, "label 2 is 0.5")]
    [InlineData(9, -1, "label 2 is -1")]
    [InlineData(14, double.NaN, "label 2 is NaN")]
    public void A_label_that_is_none_is_named(byte type, double value, string says) =>
        Bad.Says(() => Labels(type, [2], [1, value]), "whole numbers of 0 to 255", says);

    [Theory]
    [InlineData(12, 256)]
    [InlineData(9, -7)]
    [InlineData(13, float.PositiveInfinity)]
    public void A_pixel_that_is_none_is_named(byte type, double value) => Bad.Says(() => Images(type, [1, 1, 2], [1, value]), "value 2 is", "0 to 255");

    [Fact]
    public void Three_numbers_a_label_are_refused() => Bad.Says(() => Labels(12, [1, 3], [5, 6, 7]), "3 numbers for each image", "QMNIST");

    [Fact]
    public void Colors_are_refused() => Bad.Says(() => Images(8, [1, 2, 2, 3], new double[12]), "1x2x2x3", "gray");

    private byte[] Labels(byte type, int[] shape, double[] values) =>
        IdxLabels.Read(new MemoryStream(File(type, shape, values)), "labels").Labels;

    private byte[] Images(byte type, int[] shape, double[] values) => IdxReader.ReadImages(new MemoryStream(File(type, shape, values)), "images").Bytes;

    internal static byte[] File(byte type, int[] shape, double[] values)
    {
        using MemoryStream file = new();
        file.Write([0, 0, type, (byte)shape.Length]);
        Span<byte> number = stackalloc byte[8];
        foreach (int side in shape)
        {
            BinaryPrimitives.WriteInt32BigEndian(number, side);
            file.Write(number[..4]);
        }

        foreach (double value in values)
        {
            switch (type)
            {
                case 8: number[0] = (byte)value; break;
                case 9: number[0] = (byte)(sbyte)value; break;
                case 11: BinaryPrimitives.WriteInt16BigEndian(number, (short)value); break;
                case 12: BinaryPrimitives.WriteInt32BigEndian(number, (int)value); break;
                case 13: BinaryPrimitives.WriteSingleBigEndian(number, (float)value); break;
                default: BinaryPrimitives.WriteDoubleBigEndian(number, value); break;
            }

            file.Write(number[..(type switch { 8 or 9 => 1, 11 => 2, 12 or 13 => 4, _ => 8 })]);
        }

        return file.ToArray();
    }
}
