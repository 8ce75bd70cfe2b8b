namespace Digits.Engine.Tests.Benchmarks;

public sealed class FlopCountTests
{
    [Fact]
    public void A_multiply_add_counts_as_two()
    {
        FlopCount.Inference(Classic.Build()).ShouldBe(2 * 3_237_248);
    }

    [Fact]
    public void A_training_step_is_three_products_a_layer_but_two_in_the_first()
    {
        // The first convolution: 26 * 26 outputs of 32 channels, 3 * 3 taps of one channel.
        FlopCount.Training(Classic.Build()).ShouldBe(2 * ((3 * 3_237_248) - (26 * 26 * 32 * 9)));
    }

    [Fact]
    public void Layers_count_one_by_one()
    {
        Network network = Network.Sequential(
            new Shape(2, 6, 5),
            new Conv2D(3, 3, padding: 1, stride: 2, bias: false), // 3x3x3, from 2 channels by 9 taps: 486
            new BatchNorm(),
            new ReLU(),
            new Conv2D(4, 2), // 4x2x2, from 3 channels by 4 taps: 192
            new GlobalAveragePool2D(),
            new Dense(7)); // 28
        FlopCount.Inference(network).ShouldBe(2 * (486 + 192 + 28));
        FlopCount.Training(network).ShouldBe(2 * ((2 * 486) + (3 * 192) + (3 * 28)));
    }

    [Fact]
    public void A_recurrent_layer_counts_each_step()
    {
        // Five steps of four and three gates' units, from three values and from the state.
        Network.Sequential(new Shape(3, 1, 5), new LSTM(6)).MultiplyAdds.ShouldBe(5 * 4 * 6 * (3 + 6));
        Network.Sequential(new Shape(3, 1, 5), new GRU(6, returnSequences: true)).MultiplyAdds.ShouldBe(5 * 3 * 6 * (3 + 6));
        Network.Sequential(new Shape(3, 1, 5), new SimpleRNN(6)).MultiplyAdds.ShouldBe(5 * 6 * (3 + 6));
    }

    [Fact]
    public void Every_layer_that_reads_the_image_is_a_first_one()
    {
        Node image = Node.Input(1, 4, 4);
        Node a = image.Then(new Conv2D(2, 3, padding: 1)); // 2x4x4 by 9 taps: 288
        Node b = image.Then(new Affine([2f], [0f]), new Conv2D(2, 1)); // 2x4x4 by 1: 32; a fixed scale before it needs no gradient
        Network network = new(image, Node.Add(a, b).Then(new Flatten(), new Dense(3))); // 96
        FlopCount.Training(network).ShouldBe(2 * ((2 * 288) + (2 * 32) + (3 * 96)));
    }

    [Fact]
    public void Before_what_is_trained_a_normalization_wants_a_gradient_too()
    {
        Network network = Network.Sequential(new Shape(1, 4, 4), new BatchNorm(), new Conv2D(2, 3), new Flatten(), new Dense(3));
        FlopCount.Training(network).ShouldBe(2 * 3 * network.MultiplyAdds);
    }

    [Fact]
    public void A_product_of_computed_matrices_has_two_gradients()
    {
        Node image = Node.Input(1, 4, 4);
        Node a = image.Then(new Conv2D(4, 1)); // 4x4x4 by 1: 64
        Network network = new(image, Node.MatMul(a, a).Then(new Flatten(), new Dense(3))); // 4 products of 4x4 by 4: 256; 64 by 3: 192
        FlopCount.Inference(network).ShouldBe(2 * (64 + 256 + 192));
        FlopCount.Training(network).ShouldBe(2 * ((2 * 64) + (3 * 256) + (3 * 192)));
    }
}
