namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>Members carry out the parts of the plan that they agreed on: each a text, nothing is executed.</summary>
internal sealed class DebateExecution(DebateCalls calls, DebateOptions options)
{
    public async Task<DebateWork> RunAsync(DebateOutcome outcome, CancellationToken cancellationToken)
    {
        if (outcome.Position.Parts.Count == 0 || outcome.Consensus.IsClosed)
        {
            return DebateWork.None;
        }

        var plan = DebatePlan.Of(outcome.Position.Parts, options.MaxParts);
        if (plan.Refused.Length > 0)
        {
            return new DebateWork([], plan.Refused);
        }

        var parts = plan.Parts;
        if (!await calls.MayAsync("execution", parts.Count, plan.Levels.Count, cancellationToken))
        {
            return new DebateWork([], StepCauses.BudgetExhausted);
        }

        return new DebateWork(await CarryOutAsync(outcome.Consensus, plan, cancellationToken), "");
    }

    private async Task<IReadOnlyList<DebateResult>> CarryOutAsync(
        DebateConsensus consensus,
        DebatePlan plan,
        CancellationToken cancellationToken
    )
    {
        var parts = plan.Parts;
        var workers = DebateRule.Workers(consensus, parts.Count, options.PartsTo);
        List<DebateJob> jobs = [.. parts.Select((part, at) => new DebateJob(at + 1, part, workers[at]))];
        var done = new List<DebateResult>();
        foreach (var level in plan.Levels)
        {
            calls.Run.Progress(new RunProgress("execution", done.Count, parts.Count));
            List<DebateJob> ready = [.. jobs.Where(job => level.Contains(job.Part))];
            var orders = ready.Select(job => Order(job, plan, done, consensus)).ToList();
            var results = await calls.AskAllAsync(orders, cancellationToken);
            done.AddRange(ready.Zip(results, Result));
        }

        return done;
    }

    private StepOrder Order(DebateJob job, DebatePlan plan, IEnumerable<DebateResult> done, DebateConsensus consensus)
    {
        var needed = done.Where(result =>
            job.Part.DependsOn.Contains(result.Part.Id, StringComparer.OrdinalIgnoreCase)
        );
        var others = consensus.Votes.Select(vote => vote.Voice.Model).Where(model => model != job.Worker.Model);
        var prompt = DebateEndPrompts.Carrying(calls.Conversation, job.Part, plan, [.. needed], options);
        return calls.Order(DebateCalls.Name("part", job.Number), job.Worker.Model, prompt) with
        {
            Sampling = StepSampling.Inner(calls.Run.Request),
            Instead = [.. others.Take(options.MaxReplacements)],
            Tell = step => DebateEndNotes.Result(Result(job, step), options),
        };
    }

    private static DebateResult Result(DebateJob job, StepResult step) =>
        new(job.Number, job.Part, job.Worker.Member, step);
}

/// <summary>One part and who carries it out.</summary>
/// <param name="Number">Of the part in the plan, from 1.</param>
internal sealed record DebateJob(int Number, DebatePart Part, DebateVoice Worker);

/// <summary>What became of the plan.</summary>
/// <param name="Results">One for each part; empty when nothing was carried out.</param>
/// <param name="Refused">Why the plan was not carried out, in snake case; empty when it was, or when there is none.</param>
internal sealed record DebateWork(IReadOnlyList<DebateResult> Results, string Refused)
{
    public static DebateWork None { get; } = new([], "");
}
