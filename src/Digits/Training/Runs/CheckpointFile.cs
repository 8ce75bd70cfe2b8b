namespace Digits.Training;

/// <summary>
/// <c>last/checkpoint.json</c>: where the trainer stands, and the names of the files that go with it. Those are written first, under new names;
/// renaming this file into place is the moment at which the checkpoint becomes the last one.
/// </summary>
internal sealed record CheckpointFile(string Model, string Optimizer, TrainerState State);
