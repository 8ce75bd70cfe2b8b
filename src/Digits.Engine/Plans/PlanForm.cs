namespace Digits.Engine.Plans;

/// <summary>
/// One form of a plan for inference, for slices or for single images. It is made when a call first needs it: a program that reads one image never pays for the
/// other form, neither in time nor in memory.
/// </summary>
/// <param name="create">Lays the form out.</param>
/// <param name="prepare">Brings the weights into the kernels' form.</param>
internal sealed class PlanForm<TForm>(Func<TForm> create, Action<TForm> prepare)
    where TForm : class
{
    private readonly Lock _gate = new();
    private TForm? _form;
    private long _version = -1;

    /// <summary>
    /// The form with the weights of some version. Of several callers that see a change, one does the work and the others wait for it; nobody is still reading
    /// the old weights, since weights do not change during a call.
    /// </summary>
    internal TForm At(long version)
    {
        if (version == Volatile.Read(ref _version))
            return _form!;

        lock (_gate)
        {
            _form ??= create();
            if (version != _version)
            {
                prepare(_form);
                Volatile.Write(ref _version, version);
            }

            return _form;
        }
    }
}
