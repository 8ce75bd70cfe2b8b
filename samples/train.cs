#:project ../src/Digits/Digits.csproj

// Build a convolutional network, train it with callbacks, and save the best epoch as ONNX.
//   dotnet run samples/train.cs [epochs] [images]

using Digits.Data;
using Digits.Engine;
using Digits.Training;

int epochs = args.Length > 0 ? int.Parse(args[0]) : 8;
DigitSet all = DataSource.LoadDefault().RequireTrain();
if (args.Length > 1)
    all = all.Take(int.Parse(args[1]));

(DigitSet train, DigitSet validation) = all.Split(0.1, seed: 1);

Network network = Network.Sequential(
    new Shape(Channels: 1, Height: 28, Width: 28),
    new Conv2D(32, kernel: 3), new ReLU(), new MaxPool2D(2),
    new Conv2D(64, kernel: 3), new ReLU(), new MaxPool2D(2),
    new Conv2D(128, kernel: 3), new ReLU(),
    new Flatten(),
    new Dropout(0.3f),
    new Dense(128), new ReLU(),
    new Dense(10));
Console.WriteLine(network.Summary());

Trainer trainer = new(network, new Adam(learningRate: 0.001f), train, validation, new TrainerOptions
{
    Epochs = epochs,
    BatchSize = 128,
    Callbacks =
    [
        new EarlyStopping(patience: 3, restoreBestWeights: true),
        new ReduceLROnPlateau(factor: 0.5, patience: 2),
        new ModelCheckpoint("model.onnx"),
        new CsvLogger("history.csv"),
    ],
});

await foreach (EpochRecord epoch in trainer.FitAsync())
{
    Console.WriteLine(
        $"epoch {epoch.Epoch}: loss {epoch.TrainLoss:0.0000}, accuracy {epoch.TrainAccuracy:0.00%}, " +
        $"validation loss {epoch.ValidationLoss:0.0000}, accuracy {epoch.ValidationAccuracy:0.00%} ({epoch.Seconds:0.0} s)");
}

Console.WriteLine("wrote model.onnx (the best epoch by validation) and history.csv");
