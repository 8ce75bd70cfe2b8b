namespace Digits.Imaging;

/// <summary>Fits polynomials.</summary>
internal static class LeastSquares
{
    /// <summary>The polynomial of a degree of at most 2 with the least squares of distances from points.</summary>
    /// <returns>Three coefficients, of the constant first; null where the points do not determine them.</returns>
    internal static double[]? Polynomial((double X, double Y)[] points, int degree)
    {
        int terms = degree + 1;
        double scale = Math.Max(1e-9, points.Max(point => Math.Abs(point.X)));
        double[,] system = new double[terms, terms + 1];
        foreach ((double x, double y) in points)
        {
            double[] powers = [1, x / scale, x / scale * (x / scale)];
            for (int i = 0; i < terms; i++)
            {
                for (int j = 0; j < terms; j++)
                    system[i, j] += powers[i] * powers[j];
                system[i, terms] += powers[i] * y;
            }
        }

        if (!Solve(system, terms))
            return null;
        double[] result = new double[3];
        for (int i = 0; i < terms; i++)
            result[i] = system[i, terms] / Math.Pow(scale, i);
        return result;
    }

    /// <summary>Gauss and Jordan's elimination of a positive definite system.</summary>
    private static bool Solve(double[,] system, int terms)
    {
        for (int pivot = 0; pivot < terms; pivot++)
        {
            if (system[pivot, pivot] < 1e-9)
                return false;
            for (int row = 0; row < terms; row++)
            {
                double share = row == pivot ? 1 - (1 / system[pivot, pivot]) : system[row, pivot] / system[pivot, pivot];
                for (int column = terms; column >= pivot; column--)
                    system[row, column] -= share * system[pivot, column];
            }
        }

        return true;
    }
}
