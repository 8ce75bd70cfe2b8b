#:project ../src/Digits/Digits.csproj

// Read one digit from a picture of any size, dark on bright or bright on dark. Without a picture, one test image is written and read.
// The last lines read all numbers in a picture with the bundled models.
//   dotnet run samples/read.cs [model.onnx] [digit.png]

using Digits.Data;
using Digits.Imaging;
using Digits.Reading;

DigitReader reader = new(Classifier.Load(args.Length > 0 ? args[0] : "model.onnx"));
string picture = args.Length > 1 ? args[1] : "digit.png";
if (args.Length < 2)
{
    DigitSet test = DataSource.LoadDefault().RequireTest();
    Picture.Save(picture, new GrayImage(test.Columns, test.Rows, test.Image(0).ToArray()));
    Console.WriteLine($"wrote {picture}: a {test.Labels[0]}");
}

ReadPicture read = reader.Read(picture);
Console.WriteLine(read.Digits is [ReadDigit digit] ? $"{picture}: {digit.Digit} with confidence {digit.Confidence:0.0%}" : $"{picture}: no digit");

ReadPicture page = DigitReader.Default.Read(picture);
foreach (ReadDigit found in page.Digits)
    Console.WriteLine($"line {found.Line + 1}: {found.Digit} at {found.X}, {found.Y} ({found.Confidence:0 %} sure)");
