using Orchestrator.EnsembleWorker.Aggregation.Voting;

namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>How sure a rung is, whether the next one is worth its price, and which answer is taken in the end. Pure.</summary>
internal static class CascadeRule
{
    /// <summary>
    /// A rung whose answers could be compared: what most samples say is its answer, of equally many that of the first. Those that failed or
    /// said something that cannot be compared count for nothing.
    /// </summary>
    /// <param name="model">The rung's.</param>
    /// <param name="samples">The first one has a short answer.</param>
    /// <param name="options">The likelihoods.</param>
    public static RungResult OfSamples(RunModel model, IReadOnlyList<StepResult> samples, CascadeOptions options)
    {
        var answered = samples.Where(step => step.HasText).ToList();
        var groups = answered
            .Zip(AnswerGroups.Keys(answered.Select(sample => sample.Text)), (sample, key) => (Sample: sample, Key: key))
            .Where(pair => pair.Key is not null)
            .GroupBy(pair => pair.Key, pair => pair.Sample, StringComparer.Ordinal)
            .OrderByDescending(group => group.Count())
            .ToList();
        var (same, compared) = (groups[0].Count(), groups.Sum(group => group.Count()));
        return new RungResult
        {
            Model = model,
            Answer = groups[0].First(),
            Steps = samples,
            Confidence = RungConfidence.FromSamples(model.Quality, same - 1, compared - same, options),
            Evidence = compared > 1 ? RungEvidence.Samples : RungEvidence.Record,
            Same = same,
            Compared = compared,
        };
    }

    /// <param name="check">Null where the model was not asked; a step that failed or said nothing readable counts for nothing.</param>
    public static RungResult OfCheck(RunModel model, StepResult answer, StepResult? check, CascadeOptions options)
    {
        var verdict = check is { IsCompleted: true } ? SelfCheck.Of(check.Text) : null;
        return new RungResult
        {
            Model = model,
            Answer = answer,
            Steps = check is null ? [answer] : [answer, check],
            Confidence = RungConfidence.FromCheck(model.Quality, verdict, options),
            Evidence = verdict is null ? RungEvidence.Record : RungEvidence.SelfCheck,
        };
    }

    /// <summary>Worth it when the expected gain is more than what waiting, the swap, the answer and the money cost.</summary>
    public static Escalation Escalate(RungResult rung, RunModel next, CallPrice price, CascadeOptions options)
    {
        var (gain, cost) = (next.Quality - rung.Confidence, price.Of(next) + options.Margin);
        var isTaken = gain > cost;
        var because = isTaken ? Escalation.GainExceedsPrice : Escalation.PriceExceedsGain;
        return new Escalation(isTaken, because, next.Name, gain, cost);
    }

    /// <summary>
    /// The last rung's answer when it has one, because it was asked for being better; otherwise the answer that is likeliest right.
    /// </summary>
    /// <returns>Null when no rung has an answer.</returns>
    public static RungResult? Best(IReadOnlyList<RungResult> rungs) =>
        rungs.Count > 0 && rungs[^1] is { Answer: not null, Escalation: not { IsTaken: true } } last
            ? last
            : rungs.Where(rung => rung.Answer is not null).MaxBy(rung => rung.Confidence);
}
