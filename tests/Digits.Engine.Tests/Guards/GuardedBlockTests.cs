using System.Runtime.InteropServices;
using Digits.Engine.Kernels;

namespace Digits.Engine.Tests.Guards;

/// <summary>
/// The guards are where they should be. A touch would end the process, so the system is asked instead: writing a file from memory that may not be read is an
/// error.
/// </summary>
public sealed class GuardedBlockTests
{
    private const string OnlyLinux = "Guard pages are made by calls of Linux.";

    [SkippableTheory]
    [InlineData(1, 1)]
    [InlineData(1, 16)]
    [InlineData(2, 1024)]
    [InlineData(3, 2500)]
    public void The_float_after_the_last_cannot_be_read(int pages, int floats)
    {
        Skip.IfNot(GuardedBlock.Supported, OnlyLinux);
        using IDisposable owner = new GuardedBlock(pages);
        GuardedBlock block = (GuardedBlock)owner;
        block.Fit(floats);

        block.GetSpan().Length.ShouldBe(floats);
        CanBeRead(block.GetSpan()).ShouldBeTrue();
        CanBeRead(Beyond(block.GetSpan(), floats)).ShouldBeFalse();
    }

    [SkippableFact]
    public void The_page_before_cannot_be_read()
    {
        Skip.IfNot(GuardedBlock.Supported, OnlyLinux);
        using IDisposable owner = new GuardedBlock(1);
        GuardedBlock block = (GuardedBlock)owner;
        block.Fit(Environment.SystemPageSize / sizeof(float));

        CanBeRead(Beyond(block.GetSpan(), 0)).ShouldBeTrue();
        CanBeRead(Beyond(block.GetSpan(), -1)).ShouldBeFalse();
    }

    [SkippableFact]
    public void What_lies_just_before_is_no_number_and_must_stay_so()
    {
        Skip.IfNot(GuardedBlock.Supported, OnlyLinux);
        using IDisposable owner = new GuardedBlock(1);
        GuardedBlock block = (GuardedBlock)owner;
        block.Fit(100);
        block.Check();
        Span<float> before = Beyond(block.GetSpan(), -3);

        before[0].ShouldBe(float.NaN);
        before[0] = 1;

        Should.Throw<ShouldAssertException>(block.Check).Message.ShouldContain("3 floats before");
    }

    [SkippableFact]
    public void A_kernel_gets_every_operand_guarded_and_its_result_comes_back()
    {
        Skip.IfNot(GuardedBlock.Supported, OnlyLinux);
        using GuardedMemory memory = new();
        float[] values = Sample.Signed(48, 1);
        int[] indices = [3, 1, 2];
        PackedWeights weights = new(5, 7, largestTile: 12);

        CanBeRead(Beyond(memory.Place<float>(values), 48)).ShouldBeFalse();
        CanBeRead(Beyond(MemoryMarshal.Cast<int, float>(memory.Place<int>(indices)), 3)).ShouldBeFalse();
        CanBeRead(Beyond(memory.Place(weights, 12).Values, 35)).ShouldBeFalse();
        memory.Place<float>([]).IsEmpty.ShouldBeTrue();

        using GuardedKernels kernels = new(KernelFactory.Default);
        float[] sum = new float[48];
        kernels.Add(values, sum);
        sum.ShouldBe(values);
    }

    /// <summary>One float at an index of a span that may lie outside of it.</summary>
    private static unsafe Span<float> Beyond(Span<float> span, int index)
    {
        fixed (float* first = span)
            return new Span<float>(first + index, 1);
    }

    private static bool CanBeRead(Span<float> span)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        using FileStream file = new(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.DeleteOnClose);
        try
        {
            file.Write(MemoryMarshal.AsBytes(span));
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
