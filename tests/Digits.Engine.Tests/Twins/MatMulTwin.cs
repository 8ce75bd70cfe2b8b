namespace Digits.Engine.Tests.Twins;

internal static class MatMulTwin
{
    internal static Maps Forward(Maps a, Maps b)
    {
        Maps result = new(a.Count, a.Shape with { Channels = b.Shape.Channels });
        for (int n = 0; n < a.Count; n++)
        {
            for (int i = 0; i < result.Shape.Size; i++)
            {
                (int column, int matrix, int row) = (i / result.Shape.Pixels, i / result.Shape.Width % result.Shape.Height, i % result.Shape.Width);
                for (int k = 0; k < a.Shape.Channels; k++)
                    result[n, column, matrix, row] += a[n, k, matrix, row] * b[n, column, matrix, k];
            }
        }

        return result;
    }
}
