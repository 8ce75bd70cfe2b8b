using Digits.Engine;
using Digits.Reading;
using Digits.Zoo;

namespace Digits.Tests.Reading;

public sealed class LineCalibrationTests
{
    [Fact]
    public void A_temperature_divides_the_logarithm_of_the_odds()
    {
        LineCalibration.Apply(0.9, 2).ShouldBe(0.75, 1e-12, "odds of 9 become odds of 3");
        LineCalibration.Apply(0.9, 1).ShouldBe(0.9, 1e-12);
        LineCalibration.Apply(0.5, 7).ShouldBe(0.5, 1e-12);
        LineCalibration.Apply(0, 2).ShouldBeInRange(0, 1e-5);
        LineCalibration.Apply(1, 2).ShouldBeInRange(1 - 1e-5, 1);
        LineCalibration.Apply([0.9, 0.1, 0], 2).ShouldBe([0.75, 0.25, 0], 1e-12);
    }

    [Fact]
    public void It_is_kept_in_the_models_metadata()
    {
        Dictionary<string, string> metadata = [];
        new LineCalibration(1.5, 0.75).Write(metadata);
        Network network = LinesNetwork.Create(64, [4, 4, 4, 4, 4]);

        LineCalibration.Of(OnnxModel.Read(new OnnxModel(network, metadata).ToArray())).ShouldBe(new LineCalibration(1.5, 0.75));
        LineCalibration.Of(new OnnxModel(network)).ShouldBe(LineCalibration.None);
        metadata[LineCalibration.DigitsKey] = "-1";
        Should.Throw<InvalidInputException>(() => LineCalibration.Of(new OnnxModel(network, metadata))).Message.ShouldContain("digit_temperature is '-1'");
    }
}
