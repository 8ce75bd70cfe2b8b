#:project ../src/Digits/Digits.csproj

// Load MNIST, look at it, split off a validation set, and see what a batch for training looks like.
//   dotnet run samples/preprocess.cs

using Digits.Data;
using Digits.Imaging;

// MNIST is found or downloaded; without a network the built-in pen strokes take its place.
DigitData data = DataSource.LoadDefault();
if (data.WhyStrokes is { } whyStrokes)
    Console.WriteLine($"Using drawn strokes: {whyStrokes}");

DigitSet train = data.RequireTrain();
DigitSet test = data.RequireTest();
Console.WriteLine($"{train.Name}: {train.Count} training and {test.Count} test images of {train.Rows}x{train.Columns} pixels");

// How many of each digit there are, and the mean and deviation of the pixels as numbers from 0 to 1.
DigitStatistics statistics = DigitStatistics.Of(train);
Console.WriteLine($"images per digit: {string.Join(", ", statistics.PerClass!)}");
Console.WriteLine($"pixels: mean {statistics.Mean:0.0000}, standard deviation {statistics.StandardDeviation:0.0000}");

// Keep a tenth for validation, the same share of every digit.
(DigitSet kept, DigitSet validation) = train.Split(0.1, seed: 1);
Console.WriteLine($"split: {kept.Count} to train on, {validation.Count} to validate on");

// A batch: 128 images scaled to 0..1, in a new order every epoch.
Batches batches = new(kept, Enumerable.Range(0, kept.Count).ToArray(), batchSize: 128, seed: 1);
float[] images = new float[128 * train.Rows * train.Columns];
byte[] labels = new byte[128];
batches.Fill(epoch: 0, batch: 0, images, labels, out int count);
Console.WriteLine($"first batch: {count} images, brightest pixel {images.Max()}, labels {string.Join(' ', labels.Take(10))} ...");

// Twenty of each digit in one picture.
Picture.Save("digits.png", ContactSheet.Draw(train));
Console.WriteLine("wrote digits.png");
