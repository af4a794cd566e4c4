namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>
/// Asks the members, wave by wave, until their vote is decided. Nothing that a later holder of the run decides depends on the time or on
/// the order in which answers came: a member that is cut off is committed as that.
/// </summary>
internal sealed class MemberCalls(
    IRunSteps run,
    MemberPlan plan,
    MemberVote vote,
    EnsembleOptions options,
    TimeProvider clock
)
{
    private readonly StepResult?[] _results = new StepResult?[plan.Members.Count];

    /// <returns>One result per member; null for those that were not asked.</returns>
    public async Task<IReadOnlyList<StepResult?>> AskAsync(
        IEnumerable<IReadOnlyList<int>> waves,
        CancellationToken cancellationToken
    )
    {
        foreach (var wave in waves)
        {
            await AskAsync(wave, cancellationToken);
            if (vote.IsDecided(_results))
            {
                break;
            }
        }

        return _results;
    }

    private async Task AskAsync(IReadOnlyList<int> wave, CancellationToken cancellationToken)
    {
        var asked = wave.Select(at => Ask(at, cancellationToken)).ToList();
        try
        {
            var pending = asked.ToList();
            while (await CollectAsync(pending) > 0)
            {
                // The vote first: who is not needed need not be waited for.
                if (vote.IsDecided(_results))
                {
                    pending.ForEach(member => member.CutOff.Cancel());
                    await Task.WhenAll(pending.Select(member => member.Answer));
                }
                else
                {
                    await WaitAsync(pending, cancellationToken);
                }
            }
        }
        finally
        {
            // Nobody may still listen to a token when its source goes. What they throw was thrown above.
            var all = Task.WhenAll(asked.Select(member => (Task)member.Answer));
            await all.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            asked.ForEach(member => member.CutOff.Dispose());
        }
    }

    /// <returns>How many are still under way.</returns>
    private async Task<int> CollectAsync(List<AskedMember> pending)
    {
        foreach (var member in pending.Where(member => member.Answer.IsCompleted).ToList())
        {
            // It is complete: this does not wait, and throws what the step threw.
            _results[member.At] = await member.Answer;
            pending.Remove(member);
            run.Progress(new RunProgress("members", _results.Count(result => result is not null), _results.Length));
        }

        return pending.Count;
    }

    /// <summary>Until somebody answers, or somebody has taken too long and is cut off.</summary>
    private async Task WaitAsync(List<AskedMember> pending, CancellationToken cancellationToken)
    {
        var next = Timeout.InfiniteTimeSpan;
        foreach (var member in pending.Where(member => !member.CutOff.IsCancellationRequested))
        {
            if (Patience(member) is not { } patience)
            {
                continue;
            }

            var left = patience - clock.GetElapsedTime(member.AskedAt);
            if (left <= TimeSpan.Zero)
            {
                await member.CutOff.CancelAsync();
            }
            else if (next < TimeSpan.Zero || left < next)
            {
                next = left;
            }
        }

        using var wake = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Longer than a timer takes is as good as for ever: a step's own limit is shorter.
        var timer = Task.Delay(next < LongestTimer ? next : Timeout.InfiniteTimeSpan, clock, wake.Token);
        await Task.WhenAny(pending.Select(member => (Task)member.Answer).Append(timer));
        await wake.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
    }

    private static TimeSpan LongestTimer => TimeSpan.FromDays(30);

    private TimeSpan? Patience(AskedMember member) =>
        StragglerRule.Patience(
            plan.Members[member.At].Model,
            _results.OfType<StepResult>(),
            plan.Members.Count,
            options
        );

    private AskedMember Ask(int at, CancellationToken cancellationToken)
    {
        var member = plan.Members[at];
        var cutOff = new CancellationTokenSource();
        var order = new StepOrder
        {
            Name = member.Step,
            Model = member.Model.Name,
            Instead = member.Instead,
            Messages = run.Request.Messages,
            Sampling = member.IsSample ? Resampling.Of(run.Request, member.Step, options.SampleTemperature) : null,
            CutOff = cutOff.Token,
            Tell = result => EnsembleNotes.Member(result, options.MaxCandidateCharacters),
        };
        return new AskedMember(at, run.StepAsync(order, cancellationToken), cutOff, clock.GetTimestamp());
    }

    /// <param name="At">Index of the member.</param>
    /// <param name="AskedAt">In the clock's own units.</param>
    private sealed record AskedMember(int At, Task<StepResult> Answer, CancellationTokenSource CutOff, long AskedAt);
}
