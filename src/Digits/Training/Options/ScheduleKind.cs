namespace Digits.Training;

/// <summary>How the learning rate changes over the steps of a run.</summary>
public enum ScheduleKind
{
    /// <summary>It stays as it is.</summary>
    Constant,

    /// <summary>To a tenth after each third of the epochs.</summary>
    Step,

    /// <summary>A short warm-up, then half a cosine down to nothing.</summary>
    Cosine,

    /// <summary>Up and down again in one cycle (Smith, 2018), to nothing at the end.</summary>
    OneCycle,
}
