#:project ../src/Digits/Digits.csproj

// Read one digit from a 28x28 PNG: ink bright on dark, as in MNIST. Without a picture, one test image is written and read.
//   dotnet run samples/read.cs [model.onnx] [digit.png]

using Digits.Data;
using Digits.Imaging;
using Digits.Reading;

Classifier classifier = Classifier.Load(args.Length > 0 ? args[0] : "model.onnx");
string picture = args.Length > 1 ? args[1] : "digit.png";
if (args.Length < 2)
{
    DigitSet test = DataSource.LoadDefault(out _).RequireTest();
    Picture.Save(picture, new GrayImage(test.Columns, test.Rows, test.Image(0).ToArray()));
    Console.WriteLine($"wrote {picture}: a {test.Labels[0]}");
}

Classification answer = classifier.Classify(Picture.Load(picture));
Console.WriteLine($"{picture}: {answer.Class} with confidence {answer.Confidence:0.0%}");
