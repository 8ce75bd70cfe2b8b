using Digits.Engine.Plans.Layout;
using Digits.Engine.Tests.Onnx;
using FsCheck;
using FsCheck.Fluent;

namespace Digits.Engine.Tests.Networks;

/// <summary>
/// Thirty-two images in lanes, with memory that values share as they are done with, and single images in a plan of their own are two ways to one result.
/// </summary>
public class ImagePlanTests
{
    [Fact]
    public void A_few_images_give_the_same_bits_as_many_in_any_network() => Prop.ForAll<byte[]>(program =>
    {
        Network network = RandomNetwork.Build(program);
        float[] images = RandomNetwork.Images(network, 33);
        InferencePlan plan = new(network, threads: 2);
        int size = network.Input.Shape.Size;

        float[] together = plan.Run(images);

        for (int image = 0; image < 33; image += 16)
        {
            float[] alone = plan.Run(images.AsMemory(image * size, size));
            alone.ShouldBe(together[(image * alone.Length)..((image + 1) * alone.Length)]);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData(12)]
    [InlineData(13)]
    [InlineData(44)]
    [InlineData(45)]
    public void Every_image_gets_its_result_whichever_way_it_goes(int count)
    {
        Network network = Network.Sequential(
            new Shape(1, 12, 12), new Conv2D(5, 3, padding: 1), new BatchNorm(), new ReLU(), new MaxPool2D(2), new Flatten(), new Dense(4));
        float[] images = RandomNetwork.Images(network, count);
        InferencePlan plan = new(network, threads: 2);

        float[] results = plan.Run(images);

        for (int image = 0; image < count; image++)
            plan.Run(images.AsMemory(image * 144, 144)).ShouldBe(results[(image * 4)..((image + 1) * 4)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void An_image_that_several_threads_share_gives_the_same_bits(int channels)
    {
        // Layers of 1.1 to 23 million multiply-adds, with padding, pooling and neither: more parts than threads, and parts of unequal size.
        Network network = Network.Sequential(
            new Shape(channels, 31, 29), new Conv2D(40, 5, padding: 2), new BatchNorm(), new ReLU(), new MaxPool2D(2), new Conv2D(70, 3),
            new Conv2D(33, 3, padding: 1), new Flatten(), new Dense(7));
        float[] images = RandomNetwork.Images(network, 3);
        InferencePlan alone = new(network, threads: 1);
        InferencePlan shared = new(network, threads: 3);
        int size = network.Input.Shape.Size;

        for (int image = 0; image < 3; image++)
            shared.Run(images.AsMemory(image * size, size)).ShouldBe(alone.Run(images.AsMemory(image * size, size)));

        shared.Run(images).ShouldBe(alone.Run(images));
    }

    [Fact]
    public void Values_make_room_for_later_ones_once_they_have_been_read()
    {
        MemoryLayout layout = new();
        Region a = layout.Reserve(100);
        Region b = layout.Reserve(50);
        layout.Free(a);
        Region c = layout.Reserve(30);
        Region d = layout.Reserve(60);
        layout.Free(b);
        layout.Free(c);
        layout.Free(d);
        Region all = layout.Reserve(170);

        c.Offset.ShouldBe(a.Offset);
        d.Offset.ShouldBe(32);
        all.Offset.ShouldBe(0);
        layout.Length.ShouldBe(176);
    }
}
