namespace Digits.Engine.Tests.Layers;

/// <summary>Gradients where a value has several readers: every part of it arrives, and arrives once.</summary>
public sealed class GraphGradientTests
{
    private readonly Node _image = Node.Input(2, 6, 6);

    [Theory]
    [InlineData(5)]
    [InlineData(70)]
    public void Residual_block(int images)
    {
        Node a = _image.Then(new Conv2D(4, 3, padding: 1), new BatchNorm(), new ReLU());
        Node b = a.Then(new Conv2D(4, 3, padding: 1), new BatchNorm());
        Check(Node.Add(a, b).Then(new ReLU()), images);
    }

    [Theory]
    [InlineData(33)]
    [InlineData(64)]
    public void Dense_block(int images)
    {
        Node a = _image.Then(new Conv2D(4, 3, padding: 1), new ReLU());
        Node b = Node.Concatenate(a, a.Then(new BatchNorm(), new ReLU(), new Conv2D(3, 3, padding: 1)));
        Node c = Node.Concatenate(b, b.Then(new BatchNorm(), new ReLU(), new Conv2D(3, 3, padding: 1)));
        Check(c, images);
    }

    [Fact]
    public void Sum_of_a_value_with_itself()
    {
        Node a = _image.Then(new Conv2D(4, 3));
        Check(Node.Add(a, a), images: 40);
    }

    [Fact]
    public void Sum_of_three_with_one_of_them_twice()
    {
        Node a = _image.Then(new Conv2D(4, 3));
        Node b = _image.Then(new Conv2D(4, 3), new ReLU());
        Check(Node.Add(a, b, a), images: 33);
    }

    [Fact]
    public void Concatenation_of_a_value_with_itself()
    {
        Node a = _image.Then(new Conv2D(4, 3), new ReLU());
        Check(Node.Concatenate(a, a, a.Then(new Conv2D(2, 1))), images: 5);
    }

    [Fact]
    public void Value_before_a_relu_that_others_read_too()
    {
        // The ReLU must not be applied in place here.
        Node a = _image.Then(new Conv2D(4, 3, padding: 1));
        Check(Node.Concatenate(a.Then(new ReLU()), a, a.Then(new LeakyReLU(0.3f))), images: 33);
    }

    [Fact]
    public void The_image_itself_joins_in()
    {
        Node a = _image.Then(new Conv2D(2, 3, padding: 1));
        Check(Node.Concatenate(Node.Add(_image, a), _image, _image.Then(new Affine([2f], [1f]), new ReLU())).Then(new Conv2D(3, 2)), images: 37);
    }

    [Fact]
    public void Branches_that_part_and_meet_twice()
    {
        Node a = _image.Then(new Conv2D(4, 3, padding: 1));
        Node b = Node.Add(a.Then(new ReLU()), a.Then(new MaxPool2D(new Window2D(3, 3, PadTop: 1, PadLeft: 1, PadBottom: 1, PadRight: 1))));
        Node c = Node.Add(b, b.Then(new Conv2D(4, 1), new ReLU()), a);
        Check(Node.Concatenate(c.Then(new AveragePool2D()), b.Then(new MaxPool2D())), images: 38);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(70)]
    public void Squeeze_and_excitation(int images)
    {
        Node a = _image.Then(new Conv2D(4, 3, padding: 1));
        Check(Node.Multiply(a, a.Then(new GlobalAveragePool2D(), new Dense(2), new SiLU(), new Dense(4), new Sigmoid())), images);
    }

    [Fact]
    public void Product_of_two_maps_and_of_one_with_itself()
    {
        Node a = _image.Then(new Conv2D(4, 3));
        Node b = _image.Then(new Conv2D(4, 3), new Tanh());
        Check(Node.Concatenate(Node.Multiply(a, b), Node.Multiply(b, b)), images: 37);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(70)]
    public void Attention_of_two_heads(int images)
    {
        // Queries, keys and values of 3 numbers for each head and each of 4 tokens.
        Node tokens = _image.Then(new Conv2D(6, 3, stride: 3), new LayerNorm(0.1f));
        Node[] parts = [.. Enumerable.Range(0, 3).Select(_ => tokens.Then(new Conv2D(6, 1)))];
        Node queries = parts[0].Then(new Gather(new Shape(3, 2, 4), [.. Enumerable.Range(0, 24).Select(i => Place(i / 8, i / 4 % 2, i % 4))]));
        Node keys = parts[1].Then(new Gather(new Shape(4, 2, 3), [.. Enumerable.Range(0, 24).Select(i => Place(i % 3, i / 3 % 2, i / 6))]));
        Node values = parts[2].Then(new Gather(new Shape(3, 2, 4), [.. Enumerable.Range(0, 24).Select(i => Place(i / 8, i / 4 % 2, i % 4))]));
        Node weights = Node.MatMul(queries, keys).Then(new Affine([0.6f], [0f]), new Softmax());
        int[] back = [.. Enumerable.Range(0, 24).Select(i => (i / 4 % 3 * 8) + (i / 12 * 4) + (i % 4))];
        Node result = Node.MatMul(weights, values).Then(new Gather(new Shape(6, 2, 2), back));
        Check(Node.Add(tokens, result.Then(new Conv2D(6, 1))), images);

        static int Place(int number, int head, int token) => (((head * 3) + number) * 4) + token;
    }

    [Fact]
    public void Square_of_matrices()
    {
        Node a = _image.Then(new Conv2D(5, 2));
        Check(Node.MatMul(a, a), images: 33);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Matrices_of_which_one_is_the_image(bool left)
    {
        // Of the image itself nobody wants the gradient.
        Node other = left ? _image.Then(new Conv2D(5, new Window2D(1, 5))) : _image.Then(new Conv2D(6, 1));
        Check(left ? Node.MatMul(_image, other) : Node.MatMul(other, _image), images: 37);
    }

    private void Check(Node end, int images) =>
        GradientCheck.Run(new Network(_image, end.Then(new Flatten(), new Dense(4))), images);
}
