using Digits.Data;
using Digits.EndToEnd.Tests.Support;
using Digits.Engine;

namespace Digits.EndToEnd.Tests.CommandLine;

/// <summary>Models that were trained on other pixels than 0 to 1, and sets that are not bright ink on dark.</summary>
[Collection(SmallSetCollection.Name)]
public sealed class InputRangeTests(SmallSet small) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [InlineData("div255-inside", "--input-range 0-255", 0.9)]
    [InlineData("minus1-to-1", "--input-range -1-1", 0.93)]
    public void A_model_of_another_range_is_pointed_out_and_the_option_given_reads_right(string name, string option, double atLeast)
    {
        string model = Case($"6-input-range/{name}.onnx");

        CliResult blind = CliProcess.Run(_folder, "evaluate", model, "--data", Mnist(), "--json").ShouldSucceed();
        blind.Error.ShouldContain("does not say what pixels it reads; 0-1 is assumed");
        blind.Error.ShouldContain($"Give {option}.");

        CliResult right = CliProcess.Run(_folder, ["evaluate", model, "--data", Mnist(), "--json", .. option.Split(' ')]).ShouldSucceed();
        right.Error.ShouldNotContain("digits:");
        right.Json.GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(atLeast);
        right.Json.GetProperty("accuracy").GetDouble().ShouldBeGreaterThan(blind.Json.GetProperty("accuracy").GetDouble() + 0.1);
    }

    [SkippableFact]
    public void A_model_of_0_to_1_is_not_pointed_out() =>
        CliProcess.Run(_folder, "evaluate", Case("6-input-range/flatten.onnx"), "--data", Mnist()).ShouldSucceed().Error.ShouldNotContain("Give ");

    [Fact]
    public void What_Digits_writes_says_what_it_reads()
    {
        CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data).ShouldSucceed().Error.ShouldNotContain("assumed");

        string foreign = Foreign();
        CliProcess.Run(_folder, "ensemble", foreign, small.Model, "--input-range", "0-255", "--out", "pair.onnx").ShouldSucceed();
        OnnxModel.Load(_folder["pair.onnx"]).Metadata[OnnxMetadata.InputRange].ShouldBe("0-255");

        CliProcess.Run(
            _folder, "train", "--from", foreign, "--input-range", "0-255", "--data", small.Data, "--epochs", "1", "--out", "further", "--quiet")
                .ShouldSucceed();
        OnnxModel further = OnnxModel.Load(_folder["further/model.onnx"]);
        further.Metadata[OnnxMetadata.InputRange].ShouldBe("0-1");
        further.Network.Summary().ShouldContain("affine");
        File.ReadAllText(_folder["further/config.json"]).ShouldContain("\"input_range\": \"0-255\"");
    }

    [Fact]
    public void A_set_of_dark_ink_is_pointed_out_before_it_is_trained_on()
    {
        byte[] pixels = [.. small.Test.Pixels.ToArray().Select(pixel => (byte)(255 - pixel))];
        DigitSet dark = new("dark", 28, 28, pixels, small.Test.Labels.ToArray());
        Idx.Write(dark, _folder["dark/train-images-idx3-ubyte"], _folder["dark/train-labels-idx1-ubyte"]);

        CliProcess.Run(_folder, "train", "--data", "dark", "--model", "tiny", "--epochs", "1", "--quiet").ShouldSucceed().Error
            .ShouldContain("inverted: they seem to be dark ink on white; give --invert");
        CliProcess.Run(_folder, "evaluate", "--data", "dark").ShouldSucceed().Error.ShouldContain("give --invert");
    }

    [Fact]
    public void A_folder_is_no_model_and_the_model_in_it_is_named() =>
        CliProcess.Run(_folder, "evaluate", Path.GetDirectoryName(small.Model)!, "--data", small.Data).ShouldBeRefused()
            .ShouldContain($"is a folder; give the model file in it: {small.Model}.");

    [Fact]
    public void Options_that_cannot_be_used_are_one_line()
    {
        CliProcess.Run(_folder, "evaluate", small.Model, "--data", small.Data, "--input-range", "bytes").ShouldBeRefused()
            .ShouldContain("'bytes' is not a range of pixels; give what blank is and what ink is");
        CliProcess.Run(_folder, "read", "x.png", "--model", small.Model, "--input-std", "0").ShouldBeRefused();
        CliProcess.Run(_folder, "train", "--data", small.Data, "--input-range", "0-255").ShouldBeRefused().ShouldContain("--from");
        CliProcess.Run(_folder, "train", "--data", small.Data, "--from", small.Model, "--input-std", "0").ShouldBeRefused().ShouldContain("above 0");
    }

    /// <summary>The small model as another program would have written it: without a word on its pixels.</summary>
    private string Foreign()
    {
        OnnxModel model = OnnxModel.Load(small.Model);
        model.With(new Dictionary<string, string>(StringComparer.Ordinal)).Save(_folder["foreign.onnx"]);
        return _folder["foreign.onnx"];
    }

    private static string Mnist() => RealData.Folder("mnist");

    private static string Case(string path) => Path.Combine(RealData.Folder("cases"), path);
}
