namespace Digits.Engine.Kernels;

/// <summary>
/// A run of the inner dimension of a product: <see cref="Count"/> steps that begin at step <see cref="A"/> of the left operand and
/// step <see cref="B"/> of the right one. A convolution is a product whose inner dimension is cut into such runs, one for each
/// row of the kernel that meets the image, so that padding, strides and borders cost nothing: the runs leave them out.
/// </summary>
internal readonly record struct Segment(int A, int B, int Count);
