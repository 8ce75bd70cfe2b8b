using System.Globalization;
using System.Text.Json;
using Digits.Engine;

namespace Digits.Training;

/// <summary>
/// Saves and restores a training run in a folder of open formats: <c>model-STEP.onnx</c> (weights), <c>optimizer-STEP.safetensors</c> (moments, averages) and
/// <c>checkpoint.json</c> (everything else). A process that is killed at any moment leaves the last complete checkpoint.
/// </summary>
internal static class Checkpoint
{
    private const string FileName = "checkpoint.json";

    internal static bool ExistsIn(string folder) => File.Exists(Path.Combine(folder, FileName));

    /// <summary>Where the trainer stood that was saved.</summary>
    /// <exception cref="DigitsException">The folder holds no checkpoint, or a damaged one.</exception>
    internal static TrainerState State(string folder) => Guarded(Path.Combine(folder, FileName), path => Read(path).State);

    internal static void Save(string folder, Trainer trainer) => Save(folder, WeightState.Of(trainer), trainer.State);

    internal static void Save(string folder, LineTrainer trainer) => Save(folder, WeightState.Of(trainer), trainer.State);

    /// <summary>Brings a trainer, made as the one that was saved, to where that one stood.</summary>
    /// <exception cref="DigitsException">The folder holds no checkpoint, a damaged one, or one of another network.</exception>
    internal static void Restore(string folder, Trainer trainer) => trainer.Resume(Restore(folder, WeightState.Of(trainer)));

    /// <inheritdoc cref="Restore(string, Trainer)" />
    internal static void Restore(string folder, LineTrainer trainer) => trainer.Resume(Restore(folder, WeightState.Of(trainer)));

    private static void Save(string folder, WeightState weights, TrainerState state)
    {
        string step = state.Steps.ToString("D8", CultureInfo.InvariantCulture);
        CheckpointFile file = new($"model-{step}.onnx", $"optimizer-{step}.safetensors", state);
        new OnnxModel(weights.Network).Save(Path.Combine(folder, file.Model));
        Safetensors.Write(
            Path.Combine(folder, file.Optimizer), weights.Average is null ? weights.Optimizer.State : weights.Optimizer.State.Concat(weights.Average.State));
        AtomicFile.Write(Path.Combine(folder, FileName), stream => JsonSerializer.Serialize(stream, file, RunJson.Default.CheckpointFile));
        RemoveOthers(folder, file);
    }

    private static TrainerState Restore(string folder, WeightState weights) => Guarded(Path.Combine(folder, FileName), path =>
    {
        CheckpointFile file = Read(path);
        Network saved = OnnxModel.Load(Path.Combine(folder, file.Model)).Network;
        Dictionary<string, Parameter> parameters = saved.Parameters.ToDictionary(parameter => parameter.Name, StringComparer.Ordinal);
        foreach (Parameter parameter in weights.Network.Parameters)
        {
            if (!parameters.TryGetValue(parameter.Name, out Parameter? from))
                throw new InvalidInputException($"{path}: belongs to another network; it has no {parameter.Name}.");

            parameter.Assign(from.ToArray());
        }

        IReadOnlyDictionary<string, float[]> state = Safetensors.Read(Path.Combine(folder, file.Optimizer));
        weights.Optimizer.Restore(weights.Network, state);
        weights.Average?.Restore(state);
        return file.State;
    });

    private static CheckpointFile Read(string path) => InputFile.Read(path, stream => JsonSerializer.Deserialize(stream, RunJson.Default.CheckpointFile))
        ?? throw new InvalidInputException($"{path}: is empty; this is not a checkpoint.");

    /// <summary>Has a damaged file be one clear line.</summary>
    private static TrainerState Guarded(string path, Func<string, TrainerState> read)
    {
        try
        {
            return read(path);
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new InvalidInputException($"{path}: cannot be resumed from: {AtomicFile.OneLine(e)}", e);
        }
    }

    /// <summary>Earlier checkpoints, and what a killed process left half-written.</summary>
    private static void RemoveOthers(string folder, CheckpointFile current)
    {
        foreach (string path in Directory.EnumerateFiles(folder))
        {
            string name = Path.GetFileName(path);
            if (name != FileName && name != current.Model && name != current.Optimizer)
                File.Delete(path);
        }
    }
}
