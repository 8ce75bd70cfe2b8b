using System.Buffers;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Digits.Engine.Tests.Guards;

/// <summary>
/// Floats between two pages that nobody may touch. They end where the upper page begins, so one float too far faults at once. Between the lower page and their
/// start lies less than a page of slack, filled with bits that are no number and no index: what is read there spoils the result, and
/// <see cref="Check"/> finds what was written there.
/// <para>
/// A fault here is an AccessViolationException, which cannot be caught: it ends the test run, and the stack that is printed has the faulting kernel on top.
/// (Only near address zero does the runtime make a NullReferenceException of it.)
/// </para>
/// </summary>
internal sealed unsafe partial class GuardedBlock : MemoryManager<float>
{
    private const int ReadAndWrite = 1 | 2;
    private const int PrivateAndAnonymous = 0x2 | 0x20;
    private const uint Slack = 0xFFFF_FFFF;
    private readonly nuint _bytes;
    private readonly uint* _lowest;
    private readonly uint* _end;
    private uint* _start;

    internal GuardedBlock(int pages)
    {
        nuint page = (nuint)Environment.SystemPageSize;
        _bytes = (nuint)(pages + 2) * page;
        nint address = Map(0, _bytes, protection: 0, PrivateAndAnonymous, file: -1, offset: 0);
        if (address == -1 || Protect(address + (nint)page, _bytes - (2 * page), ReadAndWrite) != 0)
            throw new Win32Exception(Marshal.GetLastPInvokeError());

        _lowest = (uint*)(address + (nint)page);
        _end = (uint*)(address + (nint)(_bytes - page));
        _start = _lowest;
        Fit(0);
    }

    /// <summary>Whether this system has the calls that guard pages are made by; the numbers above are Linux's.</summary>
    internal static bool Supported => OperatingSystem.IsLinux();

    public override Span<float> GetSpan() => new(_start, (int)(_end - _start));

    public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

    public override void Unpin()
    {
    }

    /// <summary>Makes it so many floats, with slack before them.</summary>
    internal void Fit(int floats)
    {
        _start = _end - floats;
        new Span<uint>(_lowest, (int)(_start - _lowest)).Fill(Slack);
    }

    /// <summary>Fails if something was written before the first float.</summary>
    internal void Check()
    {
        int untouched = new Span<uint>(_lowest, (int)(_start - _lowest)).LastIndexOfAnyExcept(Slack);
        if (untouched >= 0)
            throw new ShouldAssertException($"A kernel wrote {(_start - _lowest) - untouched} floats before its operand.");
    }

    protected override void Dispose(bool disposing) => _ = Unmap((nint)_lowest - Environment.SystemPageSize, _bytes);

    [LibraryImport("libc", EntryPoint = "mmap", SetLastError = true)]
    private static partial nint Map(nint address, nuint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect", SetLastError = true)]
    private static partial int Protect(nint address, nuint length, int protection);

    [LibraryImport("libc", EntryPoint = "munmap")]
    private static partial int Unmap(nint address, nuint length);
}
