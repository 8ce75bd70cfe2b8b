namespace Digits.Engine.Kernels;

/// <summary>
/// A product of two matrices of which each image has its own: c[i][j] = sum over k of a[i · ARow + k · AStep] · b[k · BStep + j · BColumn], where every
/// element is a row of 32 lanes and c lies row after row. The steps say which of the two is read transposed.
/// </summary>
/// <param name="Rows">Rows of the result.</param>
/// <param name="Steps">Steps of the sums.</param>
/// <param name="Columns">Columns of the result.</param>
/// <param name="ARow">Elements of the left matrix from one row to the next.</param>
/// <param name="AStep">Elements of the left matrix from one step to the next.</param>
/// <param name="BStep">Elements of the right matrix from one step to the next.</param>
/// <param name="BColumn">Elements of the right matrix from one column to the next.</param>
internal readonly record struct LaneProduct(int Rows, int Steps, int Columns, int ARow, int AStep, int BStep, int BColumn);
