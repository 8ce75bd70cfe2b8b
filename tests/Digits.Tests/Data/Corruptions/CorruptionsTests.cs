using System.Security.Cryptography;
using Digits.Data;

namespace Digits.Tests.Data;

public sealed class CorruptionsTests
{
    private static readonly DigitSet _digits = Strokes.Generate(train: 60, test: 1).Train!;

    public static TheoryData<string> Names => [.. Corruptions.All.Select(corruption => corruption.Name)];

    [Fact]
    public void All_are_those_of_the_publication_in_its_order() => Corruptions.All.Select(corruption => corruption.Name).ShouldBe(
    [
        "shot_noise", "impulse_noise", "glass_blur", "motion_blur", "shear", "scale", "rotate", "brightness", "translate", "stripe", "fog", "spatter",
        "dotted_line", "zigzag", "canny_edges",
    ]);

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_image_is_changed_and_keeps_its_label(string name)
    {
        DigitSet corrupted = Corruptions.Apply(_digits, name);
        corrupted.Name.ShouldBe($"strokes, {name}");
        (corrupted.Count, corrupted.Rows, corrupted.Columns).ShouldBe((_digits.Count, 28, 28));
        corrupted.Labels.SequenceEqual(_digits.Labels).ShouldBeTrue();
        for (int i = 0; i < _digits.Count; i++)
            corrupted.Image(i).SequenceEqual(_digits.Image(i)).ShouldBeFalse();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_and_the_other_images_have_no_say_in_it(string name)
    {
        // One image after another on this thread, from the last to the first, in one plane, against the parallel loop.
        Corruption corruption = Corruptions.All.Single(c => c.Name == name);
        DigitSet together = Corruptions.Apply(_digits, name, seed: 5);
        PixelPlane plane = new(28, 28);
        byte[] image = new byte[28 * 28];
        for (int i = _digits.Count - 1; i >= 0; i--)
        {
            plane.Load(_digits.Image(i));
            corruption.Apply(plane, seed: 5, i);
            plane.Store(image);
            together.Image(i).SequenceEqual(image).ShouldBeTrue();
        }
    }

    [Theory]
    [InlineData("shot_noise", true)]
    [InlineData("fog", true)]
    [InlineData("zigzag", true)]
    [InlineData("scale", false)]
    [InlineData("brightness", false)]
    [InlineData("canny_edges", false)]
    public void Another_seed_changes_what_is_random_and_nothing_else(string name, bool isRandom) =>
        Corruptions.Apply(_digits, name, 1).Pixels.SequenceEqual(Corruptions.Apply(_digits, name, 2).Pixels).ShouldBe(!isRandom);

    [Theory]
    [MemberData(nameof(Names))]
    public void Images_of_other_sizes_are_changed_in_proportion(string name)
    {
        foreach ((int rows, int columns) in new[] { (8, 8), (64, 48), (8, 90), (300, 20) })
        {
            // A bright cross in the middle.
            byte[] pixels = new byte[rows * columns];
            for (int i = 0; i < pixels.Length; i++)
            {
                (int row, int column) = (i / columns, i % columns);
                bool isIn = row > rows / 5 && row < rows - rows / 5 && column > columns / 5 && column < columns - columns / 5;
                pixels[i] = (byte)(isIn && (row * 5 / rows == 2 || column * 5 / columns == 2) ? 230 : 0);
            }

            DigitSet corrupted = Corruptions.Apply(new DigitSet("cross", rows, columns, pixels, [3]), name);
            (corrupted.Rows, corrupted.Columns, corrupted.Count).ShouldBe((rows, columns, 1));
            corrupted.Pixels.SequenceEqual(pixels).ShouldBeFalse();
            corrupted.Pixels.ContainsAnyExcept(corrupted.Pixels[0]).ShouldBeTrue("an image of one colour shows nothing");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Blank_and_full_images_and_sets_without_labels_can_be_corrupted(string name)
    {
        byte[] pixels = new byte[2 * 28 * 28];
        pixels.AsSpan(28 * 28).Fill(255);
        Corruptions.Apply(new DigitSet("flat", 28, 28, pixels, labels: null), name).IsLabeled.ShouldBeFalse();
        Corruptions.Apply(_digits.Take(0), name).Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("fogg", "did you mean 'fog'?")]
    [InlineData("", "use one of shot_noise")]
    public void An_unknown_name_is_refused(string name, string hint) => Bad.Says(() => Corruptions.Apply(_digits, name), hint);

    [Fact]
    public void Images_below_8x8_are_refused() => Bad.Says(() => Corruptions.Apply(Make.Set(1, 7, 9), "fog"), "7x9", "8x8");

    [Fact]
    public void The_bytes_are_the_same_on_every_machine_and_in_every_version()
    {
        // Recorded when the corruptions were finished. A change here changes every error under corruption that was reported.
        byte[] pixels = [.. Corruptions.All.SelectMany(corruption => Corruptions.Apply(_digits, corruption).Pixels.ToArray())];
        Convert.ToHexStringLower(SHA256.HashData(pixels)).ShouldBe("5286b9541504b5c1a8ed4e9b4091d7b0f2197ce91efebc5f6c29efbaa3e5147e");
    }
}
