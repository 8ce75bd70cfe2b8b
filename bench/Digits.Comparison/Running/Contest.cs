using Digits.Comparison.Recipes;
using Digits.Engine;

namespace Digits.Comparison.Running;

/// <summary>Several sides at one job, by turns; who begins changes from round to round.</summary>
internal sealed class Contest
{
    /// <summary>Outputs may differ by this.</summary>
    public const double Tolerance = 1e-3;

    private readonly Job _job;
    private readonly string _title;
    private readonly HashSet<string> _said;
    private readonly Action<string> _say;

    /// <summary>Prepares a contest.</summary>
    /// <param name="title">What it is called in tables, such as the network's name.</param>
    /// <param name="job">The job.</param>
    /// <param name="said">What was left out before and why, so that it is said once.</param>
    /// <param name="say">Told of the progress and of what is left out, a line each.</param>
    public Contest(string title, Job job, HashSet<string> said, Action<string> say)
    {
        _title = title;
        _job = job;
        _said = said;
        _say = say;
    }

    /// <summary>Runs all rounds.</summary>
    /// <returns>The result; null where there was nobody to compare with.</returns>
    /// <exception cref="WorkFailedException">A side that had begun failed.</exception>
    public ContestResult? Run(IReadOnlyList<Side> sides, int rounds)
    {
        _say($"{_job.Work.ToString().ToLowerInvariant()}: {_job.Describe(_title)}");
        return _job.Work == Work.Recipes ? RunPrograms(sides, rounds) : RunProcesses(sides, rounds);
    }

    private ContestResult? RunProcesses(IReadOnlyList<Side> sides, int rounds)
    {
        List<SideProcess> processes = [];
        try
        {
            foreach (Side side in sides)
            {
                if (TryStart(side) is { } process)
                    processes.Add(process);
            }

            if (processes.Count < 2)
                return null;

            SideResult[] results = [.. processes.Select(process => new SideResult(process.Side, process.Library, []) { Layout = process.Layout })];
            for (int round = 0; round < rounds; round++)
            {
                for (int turn = 0; turn < processes.Count; turn++)
                {
                    int at = (round + turn) % processes.Count;
                    results[at].Rounds.Add(processes[at].Ask(Wire.Round));
                }
            }

            Answer[] ends = [.. processes.Select(process => process.Ask(Wire.End))];
            for (int i = 0; i < ends.Length; i++)
                results[i].Accuracy = ends[i].Accuracy;

            return new ContestResult(_title, _job, results, Difference(ends));
        }
        finally
        {
            foreach (SideProcess process in processes)
                process.Dispose();
        }
    }

    private ContestResult? RunPrograms(IReadOnlyList<Side> sides, int rounds)
    {
        List<Answer>[] answers = [.. sides.Select(_ => new List<Answer>())];
        for (int round = 0; round < rounds; round++)
        {
            for (int turn = 0; turn < answers.Length; turn++)
            {
                int at = (round + turn) % answers.Length;
                if (TryRun(sides[at], round) is not { } answer)
                    return null;

                answers[at].Add(answer);
            }
        }

        SideResult[] results = [.. sides.Zip(answers, (side, rounds) => new SideResult(side, rounds[0].Library!, rounds)
        {
            Accuracy = Statistics.Median(rounds.Select(answer => answer.Accuracy!.Value)),
        })];
        return new ContestResult(_title, _job, results, null);
    }

    /// <summary>Runs a side's recipe. A peer that fails in the first round does not run here and is left out; later, its failure is an error.</summary>
    private Answer? TryRun(Side side, int round)
    {
        int seed = round + 1;
        try
        {
            return side == Side.Digits ? RecipeRun.Digits(_job, seed) : RecipeRun.LibTorch(_job, seed);
        }
        catch (WorkFailedException e) when (side != Side.Digits && round == 0)
        {
            LeaveOut(side, e);
            return null;
        }
    }

    private SideProcess? TryStart(Side side)
    {
        try
        {
            return new SideProcess(_job with { Side = side });
        }
        catch (WorkFailedException e) when (side != Side.Digits)
        {
            LeaveOut(side, e);
            return null;
        }
    }

    private void LeaveOut(Side side, WorkFailedException reason)
    {
        string line = $"{side} is left out: {reason.Message}";
        if (_said.Add(line))
            _say(line);
    }

    private static double? Difference(Answer[] ends)
    {
        if (ends[0].Outputs is not { } ours)
            return null;

        return ends.Skip(1).Max(end => ours.Zip(end.Outputs!, (mine, other) => Math.Abs((double)mine - other)).Max());
    }
}
