using Digits.Training;

namespace Digits.Tuning;

/// <summary>
/// What is searched where nobody says: how the network is trained, around the options that the search starts from; and, of the classic network, its layers.
/// </summary>
internal static class DefaultSpace
{
    private static readonly string[] _training =
    [
        "batch-size=choice(32,64,128,256)", "label-smoothing=uniform(0,0.15)", "shift=uniform(0,2)", "rotate=uniform(0,15)", "scale=uniform(0,0.15)",
    ];

    private static readonly string[] _layers =
    [
        "filters-1=int(16,64,16)", "filters-2=int(32,128,32)", "filters-3=int(64,192,64)", "dense=int(64,256,64)",
        "dropout=uniform(0,0.5)", "batch-norm=choice(true,false)",
    ];

    internal static SearchSpace For(RunConfiguration configuration)
    {
        double rate = configuration.LearningRate;
        return SearchSpace.Parse(
        [
            FormattableString.Invariant($"learning-rate=log({rate / 4:G2},{rate * 8:G2})"),
            .. configuration.Optimizer switch
            {
                OptimizerKind.AdamW => ["weight-decay=log(1e-3,0.3)"],
                OptimizerKind.SGD => ["weight-decay=log(1e-6,1e-3)", "momentum=uniform(0.8,0.98)"],
                _ => (string[])[],
            },
            .. _training,
            .. configuration is { Model: "classic", From: null } ? _layers : [],
        ]);
    }
}
