namespace Digits.Engine.Tests.Golden;

/// <summary>A batch that PyTorch computed: see <c>tools/golden/pytorch_ctc.py</c>.</summary>
internal sealed record GoldenCtc(
    string Name, int Channels, int Width, int Blank, int[][] Labels, int[] Steps, float[] Logits, double[] Losses, double[] Gradient);
