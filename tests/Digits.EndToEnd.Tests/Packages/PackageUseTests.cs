using System.Net.Http.Headers;
using Digits.Data;
using Digits.EndToEnd.Tests.Support;

namespace Digits.EndToEnd.Tests.Packages;

/// <summary>Programs that have nothing of the clone but a package. Each holds the C# of the package's README.</summary>
[Trait("Category", "Slow")]
[Collection(PackedPackagesCollection.Name)]
public sealed class PackageUseTests(PackedPackages packages) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void The_engine_alone_makes_a_network() =>
        Run(packages.Build(_folder, "Digits.Engine", packages.ReadmeCode("Digits.Engine"))).ShouldContain(" parameters\n");

    [SkippableFact]
    public void The_library_trains_and_reads_a_picture()
    {
        DigitSet digits = Strokes.Generate(train: 10, test: 10, evenly: true).Test!;
        string text = StringSet.Write(_folder["photo.jpg"], digits, 3);

        string output = Run(packages.Build(_folder, "Digits", $$"""
            using Digits.Data;
            using Digits.Engine;
            using Digits.Training;
            {{packages.ReadmeCode("Digits")}}

            (DigitSet train, DigitSet validation) = Strokes.Generate(train: 600, test: 10).RequireTrain().Split(0.1, seed: 1);
            Shape input = new(Channels: 1, Height: 28, Width: 28);
            Network network = Network.Sequential(input, new Conv2D(8, kernel: 3), new ReLU(), new Flatten(), new Dense(10));
            TrainerOptions options = new() { Epochs = 1, BatchSize = 32, Callbacks = [new ModelCheckpoint("model.onnx")] };
            Trainer trainer = new(network, new Adam(learningRate: 0.001f), train, validation, options);
            await foreach (EpochRecord epoch in trainer.FitAsync())
                Console.WriteLine($"epoch {epoch.Epoch}");

            Console.WriteLine($"{Classifier.Load("model.onnx").Classes} classes");
            """));

        output.ShouldContain("epoch 1\n10 classes\n");
        output.ShouldContain($"line 1: {text} at ");
    }

    [SkippableFact]
    public void A_search_keeps_a_study_in_SQLite()
    {
        string search = packages.ReadmeCode("Digits.Tuning").Replace("Data = \"mnist\"", "Data = \"strokes\", Limit = 300", StringComparison.Ordinal)
            .Replace("Trials = 20", "Trials = 2", StringComparison.Ordinal);

        string output = Run(packages.Build(_folder, "Digits.Tuning", $$"""
            {{search}}
            Console.WriteLine($"{study.Study.Read().Trials.Count} trials");
            """));

        output.ShouldContain("2 trials\n");
        File.Exists(_folder["study.db"]).ShouldBeTrue();
    }

    [SkippableFact]
    public async Task A_web_application_answers_what_a_picture_shows()
    {
        string text = StringSet.Write(_folder["photo.jpg"], Strokes.Generate(train: 10, test: 10, evenly: true).Test!, 3);
        string[] program = packages.Build(_folder, "Digits.Server", packages.ReadmeCode("Digits.Server"), "Microsoft.NET.Sdk.Web");

        string[] logging = ["env", "Logging__Console__LogToStandardErrorThreshold=Trace", .. program];
        using ServerProcess server = ServerProcess.Of(logging, "--urls", "http://127.0.0.1:0");
        using HttpClient client = new() { BaseAddress = new Uri(await server.Address) };
        using ByteArrayContent picture = new(await File.ReadAllBytesAsync(_folder["photo.jpg"]));
        picture.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
        using HttpResponseMessage answer = await client.PostAsync("/v1/read", picture);

        (await answer.Content.ReadAsStringAsync()).ShouldContain($"\"text\":\"{text}\"");
        server.End("TERM").ShouldSucceed();
    }

    private string Run(string[] program)
    {
        using CliProcess process = CliProcess.Start(_folder, program, []);
        return process.WaitForExit().ShouldSucceed().Output;
    }
}
