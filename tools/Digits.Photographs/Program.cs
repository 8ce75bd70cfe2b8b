using Digits.Data;
using Digits.Photographs;

const string Usage = """
    Makes pictures whose content is known, to measure a reader with.
      dotnet run -c Release --project tools/Digits.Photographs -- photographs DIR [COUNT [SEED]]   numbers on paper, boards and screens
      dotnet run -c Release --project tools/Digits.Photographs -- nothing DIR [COUNT [SEED]]       pictures without a digit
    Needs MNIST and strings/pen in $DIGITS_DATA. Writes labels.tsv (file, text, kind) and boxes.tsv (file, row, digit, x, y, width, height).
    """;

if (args.Length is < 2 or > 4 || args[0] is not ("photographs" or "nothing"))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

string folder = args[1];
int count = args.Length > 2 ? int.Parse(args[2]) : 240;
ulong seed = args.Length > 3 ? ulong.Parse(args[3]) : 1;
SetWriter writer = new(folder);
if (args[0] == "nothing")
{
    NothingPictures pictures = new(seed);
    writer.Write(count, NothingPictures.KindOf, pictures.Make);
    return 0;
}

string data = Environment.GetEnvironmentVariable("DIGITS_DATA") ?? "data";
PenNumbers numbers = new(Path.Combine(data, "strings", "pen"));
DigitPhotographs photographs = new(DataSource.Load("mnist").RequireTest(), numbers, seed);
writer.Write(count, DigitPhotographs.KindOf, photographs.Make);
return 0;
