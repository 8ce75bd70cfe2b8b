namespace Digits.Engine.Tests;

/// <summary>The network that many tests mean by "classic", without its dropout.</summary>
internal static class Classic
{
    internal static Network Build() => Network.Sequential(
        new Shape(1, 28, 28),
        new Conv2D(32, 3),
        new ReLU(),
        new MaxPool2D(),
        new Conv2D(64, 3),
        new ReLU(),
        new MaxPool2D(),
        new Conv2D(128, 3),
        new ReLU(),
        new Flatten(),
        new Dense(128),
        new ReLU(),
        new Dense(10));
}
