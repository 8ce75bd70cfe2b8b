using Digits.Engine;

namespace Digits.Tests.Data;

/// <summary>Checks what a user is told about bad input.</summary>
internal static class Bad
{
    /// <summary>The action must fail with one line that holds all of <paramref name="words"/>.</summary>
    public static void Says(Action action, params string[] words)
    {
        string message = Should.Throw<DigitsException>(action).Message;
        message.ShouldNotContain('\n');
        foreach (string word in words)
            message.ShouldContain(word);
    }

    /// <summary>The same for what makes something.</summary>
    public static void Says(Func<object?> make, params string[] words) => Says(() => { make(); }, words);

    /// <summary>Whatever the bytes, reading them succeeds or fails with one line, and never takes memory out of proportion.</summary>
    public static void NeverWorse(byte[] bytes, Action read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            read();
        }
        catch (DigitsException e)
        {
            e.Message.ShouldNotContain('\n');
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(8_000_000 + 2_000L * bytes.Length);
    }
}
