using Digits.Data;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Tests.Data;

public sealed class BatchesTests
{
    // Images of one pixel that is the image's index: what a batch holds can be read off it.
    private static readonly DigitSet _numbered =
        new("numbered", 1, 1, [.. Enumerable.Range(0, 250).Select(i => (byte)i)], [.. Enumerable.Range(0, 250).Select(i => (byte)(i % 10))]);

    [Fact]
    public void Each_image_comes_once_an_epoch_with_its_label()
    {
        var cases =
            from count in Gen.Choose(1, 250)
            from batchSize in Gen.Choose(1, 300)
            from seed in Gen.Choose(0, int.MaxValue)
            from epoch in Gen.Choose(0, 50)
            select (count, batchSize, (ulong)seed, epoch);
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            (int count, int batchSize, ulong seed, int epoch) = c;
            int[] indices = [.. Enumerable.Range(250 - count, count)];
            Epoch(new Batches(_numbered, indices, batchSize, seed), epoch).Order().ShouldBe(indices);
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Epochs_have_different_orders_that_depend_on_the_seed_alone()
    {
        int[] all = [.. Enumerable.Range(0, 250)];
        List<int> first = Epoch(new Batches(_numbered, all, 32, seed: 1), 0);
        first.ShouldNotBe([.. all]);
        Epoch(new Batches(_numbered, all, 32, seed: 1), 0).ShouldBe(first);
        Epoch(new Batches(_numbered, all, 50, seed: 1), 0).ShouldBe(first);
        Epoch(new Batches(_numbered, all, 32, seed: 1), 1).ShouldNotBe(first);
        Epoch(new Batches(_numbered, all, 32, seed: 2), 0).ShouldNotBe(first);
    }

    [Fact]
    public void A_batch_does_not_depend_on_what_was_asked_before()
    {
        int[] all = [.. Enumerable.Range(0, 250)];
        Batches used = new(_numbered, all, 32, seed: 1);
        Epoch(used, 0);
        Epoch(used, 5);
        Read(used, 3, 2).ShouldBe(Read(new Batches(_numbered, all, 32, seed: 1), 3, 2));
    }

    [Fact]
    public void The_last_batch_has_what_is_left()
    {
        Batches batches = new(_numbered.Take(10), batchSize: 4);
        batches.Count.ShouldBe(3);
        Read(batches, 0, 0).ShouldBe([0, 1, 2, 3]);
        Read(batches, 0, 2).ShouldBe([8, 9]);
    }

    [Fact]
    public void Without_shuffling_every_epoch_keeps_the_order()
    {
        Batches batches = new(_numbered, new[] { 5, 3, 9 }, batchSize: 2, seed: 1, shuffle: false);
        Epoch(batches, 0).ShouldBe([5, 3, 9]);
        Epoch(batches, 1).ShouldBe([5, 3, 9]);
    }

    [Fact]
    public void Pixels_are_bytes_divided_by_255()
    {
        DigitSet set = new("x", 16, 16, [.. Enumerable.Range(0, 256).Select(i => (byte)i)], null);
        float[] images = new float[256];
        new Batches(set, batchSize: 1).Fill(0, 0, images, [], out int n);
        n.ShouldBe(1);
        images.ShouldBe([.. Enumerable.Range(0, 256).Select(i => i / 255f)]);
    }

    [Fact]
    public void A_batch_allocates_nothing()
    {
        Batches batches = new(_numbered, batchSize: 50);
        float[] images = new float[50];
        byte[] labels = new byte[50];
        batches.Fill(0, 0, images, labels, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int batch = 1; batch < batches.Count; batch++)
            batches.Fill(0, batch, images, labels, out _);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBe(0);
    }

    [Fact]
    public void Misuse_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new Batches(_numbered, new[] { 250 }, 1, 1));
        Should.Throw<ArgumentOutOfRangeException>(() => new Batches(_numbered, 0));
        Should.Throw<ArgumentOutOfRangeException>(() => Read(new Batches(_numbered, 100), 0, 3));
        Should.Throw<ArgumentException>(() => new Batches(_numbered, 100).Fill(0, 0, new float[99], new byte[100], out _));
        Should.Throw<ArgumentException>(() => new Batches(_numbered, 100).Fill(0, 0, new float[100], new byte[99], out _));
    }

    private static List<int> Epoch(Batches batches, int epoch) =>
        [.. Enumerable.Range(0, batches.Count).SelectMany(batch => Read(batches, epoch, batch))];

    private static int[] Read(Batches batches, int epoch, int batch)
    {
        float[] images = new float[batches.BatchSize];
        byte[] labels = new byte[batches.BatchSize];
        batches.Fill(epoch, batch, images, labels, out int n);
        int[] indices = [.. images.Take(n).Select(pixel => (int)MathF.Round(pixel * 255))];
        labels.Take(n).ShouldBe(indices.Select(i => (byte)(i % 10)));
        return indices;
    }
}
