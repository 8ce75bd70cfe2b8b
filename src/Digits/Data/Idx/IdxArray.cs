namespace Digits.Data;

/// <summary>What an IDX file of images holds.</summary>
/// <param name="Count">Number of images.</param>
/// <param name="Rows">Their height.</param>
/// <param name="Columns">Their width.</param>
/// <param name="Bytes">The pixels, <c>[Count, Rows, Columns]</c>.</param>
/// <param name="Note">What was done to them, as a sentence; null for nothing.</param>
internal readonly record struct IdxArray(int Count, int Rows, int Columns, byte[] Bytes, string? Note);
