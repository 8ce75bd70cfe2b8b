using Digits.Engine;

namespace Digits.Zoo;

/// <summary>The network that tutorials build: three convolutions, two pools, dropout, two dense layers; 241,546 parameters at 28x28.</summary>
internal static class Classic
{
    internal static Network Build(Shape input, int classes) => Network.Sequential(
        input,
        new Conv2D(32, kernel: 3),
        new ReLU(),
        new MaxPool2D(2),
        new Conv2D(64, kernel: 3),
        new ReLU(),
        new MaxPool2D(2),
        new Conv2D(128, kernel: 3),
        new ReLU(),
        new Flatten(),
        new Dropout(0.3f),
        new Dense(128),
        new ReLU(),
        new Dense(classes));
}
