using Digits.Data;
using Digits.Photographs;

const string Usage = """
    Makes pictures whose content is known, to measure a reader with.
      dotnet run -c Release --project tools/Digits.Photographs -- photographs DIR [COUNT [SEED]]   numbers on paper, boards and screens
      dotnet run -c Release --project tools/Digits.Photographs -- drawn DIR [COUNT [SEED]]         the same with digits that a program draws
      dotnet run -c Release --project tools/Digits.Photographs -- nothing DIR [COUNT [SEED]]       pictures without a digit
      dotnet run -c Release --project tools/Digits.Photographs -- segments|dots DIR [COUNT [SEED]] lines in a strange style, in DIR/train and DIR/test
    Photographs need MNIST and strings/pen in $DIGITS_DATA. Writes labels.tsv (file, text, kind) and boxes.tsv (file, row, digit, x, y, width, height).
    """;

if (args.Length is < 2 or > 4 || args[0] is not ("photographs" or "drawn" or "nothing") && !StyleStrings.Styles.Contains(args[0]))
{
    Console.Error.WriteLine(Usage);
    return 2;
}

string folder = args[1];
int count = args.Length > 2 ? int.Parse(args[2]) : 240;
ulong seed = args.Length > 3 ? ulong.Parse(args[3]) : 1;
switch (args[0])
{
    case "photographs":
        string data = Environment.GetEnvironmentVariable("DIGITS_DATA") ?? "data";
        PenNumbers numbers = new(Path.Combine(data, "strings", "pen"));
        DigitPhotographs photographs = new(DataSource.Load("mnist").RequireTest(), numbers, seed);
        new SetWriter(folder).Write(count, DigitPhotographs.KindOf, photographs.Make);
        break;
    case "drawn":
        DigitPhotographs drawn = new(Strokes.Generate(train: 1, test: 2000, seed).RequireTest(), numbers: null, seed);
        new SetWriter(folder).Write(count, DigitPhotographs.KindOf, drawn.Make);
        break;
    case "nothing":
        new SetWriter(folder).Write(count, NothingPictures.KindOf, new NothingPictures(seed).Make);
        break;
    default:
        foreach ((string part, ulong stream) in new[] { ("train", 0UL), ("test", 1UL) })
        {
            StyleStrings strings = new(args[0], 2 * seed + stream);
            new SetWriter(Path.Combine(folder, part)).Write(count, strings.KindOf, strings.Make);
        }

        break;
}

return 0;
