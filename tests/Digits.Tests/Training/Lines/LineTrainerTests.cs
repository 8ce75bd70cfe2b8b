using Digits.Data;
using Digits.Engine;
using Digits.Training;
using Digits.Zoo;

namespace Digits.Tests.Training;

public sealed class LineTrainerTests
{
    private static readonly int[] _narrow = [4, 8, 8, 8, 16];

    [Fact]
    public void A_network_learns_to_read_lines()
    {
        LineTrainer trainer = Trainer(new LineTrainerOptions
        {
            Epochs = 5,
            LinesPerEpoch = 2560,
            BatchSize = 32,
            ValidationLines = 200,
            Ema = 0.98f,
            Seed = 1,
            Threads = 2,
        });

        IReadOnlyList<EpochRecord> history = trainer.Fit();

        history.Select(epoch => epoch.Epoch).ShouldBe([1, 2, 3, 4, 5]);
        history[^1].ValidationAccuracy.ShouldBeGreaterThan(0.9);
        history[^1].CharacterErrorRate!.Value.ShouldBeLessThan(0.05);
        history[^1].ValidationLoss.ShouldBeLessThan(history[0].ValidationLoss);
        trainer.State.StopReason.ShouldBe(StopReason.Completed);
        trainer.Validate().Exact.ShouldBe(history[^1].ValidationAccuracy, "the network is left with the averaged weights that were validated");
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_weights_are_the_same_bits_on_any_number_of_threads(int threads)
    {
        LineTrainerOptions options = new() { Epochs = 1, LinesPerEpoch = 200, BatchSize = 96, ValidationLines = 8, Ema = 0.9f };
        LineTrainer one = Trainer(options with { Threads = 1 }), several = Trainer(options with { Threads = threads });

        one.Fit();
        several.Fit();

        TinySet.Weights(several.Network).ShouldBe(TinySet.Weights(one.Network));
        several.History[0].ValidationLoss.ShouldBe(one.History[0].ValidationLoss);
    }

    [Fact]
    public void Every_line_is_drawn_once()
    {
        CountingSource source = new();
        LineTrainer trainer = new(
            Network(), new Adam(), source, new SegmentLines(2), new LineTrainerOptions { Epochs = 3, LinesPerEpoch = 70, BatchSize = 32, ValidationLines = 2 });

        trainer.Fit();

        source.Drawn.Order().ShouldBe(Enumerable.Range(0, 210).Select(i => (ulong)i));
    }

    [Fact]
    public void A_rate_that_is_far_too_high_is_noticed()
    {
        LineTrainer trainer = Trainer(new LineTrainerOptions { Epochs = 2, LinesPerEpoch = 320, BatchSize = 32, ValidationLines = 8 }, rate: 1e30f);

        trainer.Fit();

        trainer.State.StopReason.ShouldBe(StopReason.Diverged);
    }

    [Fact]
    public void A_time_budget_ends_training_before_the_next_step()
    {
        LineTrainer trainer = Trainer(new LineTrainerOptions { LinesPerEpoch = 64, ValidationLines = 2, TimeBudget = TimeSpan.Zero });

        trainer.Fit();

        trainer.State.StopReason.ShouldBe(StopReason.TimeBudget);
        trainer.History.ShouldBeEmpty();
    }

    [Fact]
    public void A_network_for_other_lines_is_refused()
    {
        Should.Throw<ArgumentException>(() => new LineTrainer(Network(), new Adam(), new SegmentLines(1, width: 128), new SegmentLines(2)))
            .Message.ShouldContain("reads lines of 1x32x96, not 1x32x128");
    }

    private static LineTrainer Trainer(LineTrainerOptions options, float rate = 0.01f) =>
        new(Network(), new AdamW(rate, weightDecay: 0.01f) { ClipNorm = 5 }, new SegmentLines(1), new SegmentLines(2), options);

    private static Network Network() => LinesNetwork.Create(96, _narrow);

    private sealed class CountingSource : ILineSource
    {
        private readonly SegmentLines _lines = new(1);
        private readonly System.Collections.Concurrent.ConcurrentQueue<ulong> _drawn = [];

        public IEnumerable<ulong> Drawn => _drawn;

        public Shape Shape => _lines.Shape;

        public int MostSymbols => _lines.MostSymbols;

        public int Draw(ulong number, Span<float> pixels, Span<byte> symbols)
        {
            _drawn.Enqueue(number);
            return _lines.Draw(number, pixels, symbols);
        }
    }
}
