using Digits.Engine;

namespace Digits.Zoo;

/// <summary>
/// LeNet-5 (LeCun, Bottou, Bengio and Haffner, "Gradient-based learning applied to document recognition", 1998) as it is built today: ReLU and max pool instead
/// of tanh and
/// trained averages, every map of the second convolution reading all of the first; 61,706 parameters at 28x28.
/// </summary>
internal static class LeNet5
{
    internal static Network Build(Shape input, int classes) => Network.Sequential(
        input,
        new Conv2D(6, kernel: 5, padding: 2),
        new ReLU(),
        new MaxPool2D(2),
        new Conv2D(16, kernel: 5),
        new ReLU(),
        new MaxPool2D(2),
        new Flatten(),
        new Dense(120),
        new ReLU(),
        new Dense(84),
        new ReLU(),
        new Dense(classes));
}
