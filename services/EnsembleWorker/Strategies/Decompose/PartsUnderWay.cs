using System.Globalization;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>The parts of a plan while they are answered, level by level.</summary>
/// <param name="steps">All steps of the run so far; those of the parts are added.</param>
/// <param name="said">What the user has said so far; more is added between the levels.</param>
internal sealed class PartsUnderWay(
    IRunSteps run,
    DecomposeOrders orders,
    Plan plan,
    List<StepResult> steps,
    List<string> said
)
{
    private readonly StepResult?[] _results = new StepResult?[plan.Parts.Count];
    private readonly List<string> _leftOut = [];
    private int _done;

    /// <summary>In the plan's order; null for a part without a result.</summary>
    public IReadOnlyList<StepResult?> Results => _results;

    /// <summary>Steps of the parts that the budget did not allow.</summary>
    public IReadOnlyList<string> LeftOut => _leftOut;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        for (var level = 0; level < plan.Depth; level++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"level-{level + 1}");
            said.AddRange(await run.InboxAsync(name, TimeSpan.Zero, cancellationToken));
            var parts = await AffordableAsync(name, plan.Graph.Levels[level], cancellationToken);
            Tell();
            var results = await StepGroup.AskAsync(run, parts, part => AnswerAsync(part, cancellationToken));
            steps.AddRange(results);
            for (var i = 0; i < parts.Count; i++)
            {
                _results[parts[i]] = results[i].HasText ? results[i] : null;
            }
        }
    }

    // Committed, because a later holder of the run may find less left than this one did.
    private async Task<IReadOnlyList<int>> AffordableAsync(
        string level,
        IReadOnlyList<int> parts,
        CancellationToken cancellationToken
    )
    {
        var text = await run.DecideAsync($"{level}-parts", Decide, cancellationToken);
        var count = int.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : parts.Count;
        _leftOut.AddRange(parts.Skip(count).Select(part => plan.Parts[part].Step));
        return [.. parts.Take(count)];

        RunDecision Decide()
        {
            var affordable = SpendRule.Affordable(run.Left, parts.Count, !run.Request.Sequential, steps);
            var decision = affordable.ToString(CultureInfo.InvariantCulture);
            return affordable == parts.Count
                ? new RunDecision(decision)
                : new RunDecision(
                    decision,
                    DecomposeNotes.LeftOut(parts.Skip(affordable).Select(part => plan.Parts[part]))
                );
        }
    }

    private async Task<StepResult> AnswerAsync(int part, CancellationToken cancellationToken)
    {
        var texts = _results.Select(result => result?.Text).ToList();
        var result = await run.StepAsync(orders.Part(plan, part, texts, said), cancellationToken);
        Interlocked.Increment(ref _done);
        Tell();
        return result;
    }

    private void Tell() => run.Progress(new RunProgress("parts", Volatile.Read(ref _done), plan.Parts.Count));
}
