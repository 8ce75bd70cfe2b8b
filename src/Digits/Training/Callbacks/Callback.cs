namespace Digits.Training;

/// <summary>
/// Something that acts as training goes on: it may save, lower the learning rate, print, or stop. A callback that decides by what earlier
/// epochs brought also takes them in through <see cref="Replay"/> when training resumes, and so needs no state of its own on disk.
/// </summary>
public abstract class Callback
{
    /// <summary>Before the first step.</summary>
    public virtual void OnTrainBegin(Trainer trainer)
    {
    }

    /// <summary>After each step; <see cref="Trainer.Progress"/> tells how far training is. Keep it short.</summary>
    public virtual void OnBatchEnd(Trainer trainer)
    {
    }

    /// <summary>After each epoch and its validation.</summary>
    public virtual void OnEpochEnd(Trainer trainer, EpochRecord epoch)
    {
    }

    /// <summary>Once training has ended, for whatever reason; <see cref="Trainer.StopReason"/> tells.</summary>
    public virtual void OnTrainEnd(Trainer trainer)
    {
    }

    /// <summary>An epoch of an earlier run that is now resumed: remember it, but do nothing.</summary>
    public virtual void Replay(EpochRecord epoch)
    {
    }
}
