#:project ../src/Digits/Digits.csproj

// Evaluate a model on the test images and look at what it gets wrong.
//   dotnet run samples/evaluate.cs [model.onnx]

using Digits.Data;
using Digits.Evaluation;
using Digits.Reading;

Classifier classifier = Classifier.Load(args.Length > 0 ? args[0] : "model.onnx");
DigitSet test = DataSource.LoadDefault().RequireTest();

Predictions predictions = Predictions.Of(classifier, test);
EvaluationResult result = predictions.Evaluate();
Console.WriteLine($"{result.Dataset}: accuracy {result.Accuracy:0.00%} ± {result.AccuracyStandardError:0.00%}");
Console.WriteLine($"loss {result.Loss:0.0000}, R² {result.R2:0.0000}");
Console.WriteLine();
Console.WriteLine(ClassificationReport.Format(result, digits: 4));

Console.WriteLine("confusion (rows: the truth, columns: what was read)");
for (int truth = 0; truth < result.Confusion.Classes; truth++)
{
    Console.Write($"{truth} |");
    for (int read = 0; read < result.Confusion.Classes; read++)
        Console.Write($"{result.Confusion[truth, read],6}");

    Console.WriteLine();
}

// The mistakes that cost most: the model was sure, and wrong.
IReadOnlyList<MisclassifiedImage> wrong = predictions.Misclassified();
Console.WriteLine($"\n{wrong.Count} misclassified; the worst:");
foreach (MisclassifiedImage image in wrong.Take(3))
{
    Console.WriteLine($"\nimage {image.Index}: a {image.Truth}, read as {image.Predicted} with {image.Confidence:0.0%}");
    for (int row = 4; row < test.Rows - 4; row++)
    {
        ReadOnlySpan<byte> pixels = test.Image(image.Index).Slice((row * test.Columns) + 4, test.Columns - 8);
        foreach (byte pixel in pixels)
            Console.Write(" .:*#"[pixel / 52]);

        Console.WriteLine();
    }
}
