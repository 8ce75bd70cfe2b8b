namespace Digits.Engine.Plans;

/// <summary>
/// The contexts of a plan that no call uses at the moment. Renting and giving back take no lock. A thread looks first where it last left one, so that
/// threads that call again and again each keep the memory that is in their core's cache.
/// </summary>
internal sealed class InferenceContexts(Func<InferenceContext> create)
{
    /// <summary>So many are kept; of more calls at once, the rest make a context that is dropped afterwards.</summary>
    private const int Places = 64;

    private readonly InferenceContext?[] _idle = new InferenceContext?[Places];

    internal InferenceContext Rent()
    {
        int start = Environment.CurrentManagedThreadId;
        for (int i = 0; i < Places; i++)
        {
            ref InferenceContext? place = ref _idle[(start + i) % Places];
            if (Volatile.Read(ref place) is not null && Interlocked.Exchange(ref place, null) is { } context)
                return context;
        }

        return create();
    }

    internal void Return(InferenceContext context)
    {
        int start = Environment.CurrentManagedThreadId;
        for (int i = 0; i < Places; i++)
        {
            ref InferenceContext? place = ref _idle[(start + i) % Places];
            if (Volatile.Read(ref place) is null && Interlocked.CompareExchange(ref place, context, null) is null)
                return;
        }
    }
}
