namespace Digits.Data;

/// <summary>What one IDX file holds: <c>[Count, Rows, Columns]</c> bytes of images, or <c>[Count]</c> labels with Rows and Columns 1.</summary>
internal readonly record struct IdxArray(int Count, int Rows, int Columns, byte[] Bytes);
