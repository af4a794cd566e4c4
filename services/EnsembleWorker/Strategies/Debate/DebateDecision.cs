namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>Scores where they are needed, the weighted vote, and a merged proposal where positions are compatible.</summary>
internal sealed class DebateDecision(DebateCalls calls, DebateOptions options, bool hasPlan)
{
    /// <param name="talk">With at least one position.</param>
    /// <param name="cancellationToken">The run's.</param>
    public async Task<DebateOutcome> RunAsync(DebateTalk talk, CancellationToken cancellationToken)
    {
        var scores = await ScoreAsync(talk, cancellationToken);
        var consensus = DebateConsensus.Of(talk.Positions, talk.Groups, scores, options);
        var outcome =
            await MergeAsync(talk, consensus, scores, cancellationToken)
            ?? new DebateOutcome(
                talk,
                consensus,
                consensus.Winner.Voice.Position!,
                consensus.Winner.Voice.Step,
                IsMerged: false
            );
        await calls.Run.DecideAsync(
            "consensus",
            () =>
                new RunDecision(
                    outcome.Consensus.Winner.Voice.Member.Name,
                    DebateEndNotes.Consensus(outcome, calls.Run.Request.Language, options)
                ),
            cancellationToken
        );
        return outcome;
    }

    /// <summary>Members who agree have nothing to be decided between.</summary>
    private async Task<IReadOnlyList<DebateScores>> ScoreAsync(DebateTalk talk, CancellationToken cancellationToken)
    {
        var scorers = talk.Groups.Count < 2 ? [] : Scorers(talk);
        if (scorers.Count == 0 || !await calls.MayAsync("scores", scorers.Count, 1, cancellationToken))
        {
            return [];
        }

        calls.Run.Progress(new RunProgress("scores", 0, scorers.Count));
        var results = await calls.AskAllAsync([.. scorers.Select(Scoring)], cancellationToken);
        return [.. scorers.Zip(results, (scorer, step) => Read(step, scorer.Shown))];
    }

    /// <summary>Judges from outside the debate; where there are none, each member scores the others and never itself.</summary>
    private List<Scorer> Scorers(DebateTalk talk)
    {
        var judges = DebateRule.Judges(calls.Run.Models, talk.Voices, options.Judges);
        return judges.Count > 0
            ? [.. judges.Select(models => new Scorer([.. models.Take(1 + options.MaxReplacements)], talk.Positions))]
            :
            [
                .. talk.Positions.Select(voice => new Scorer(
                    [voice.Model],
                    [.. talk.Positions.Where(other => other != voice)]
                )),
            ];
    }

    private StepOrder Scoring(Scorer scorer, int at)
    {
        List<string> labels = [.. scorer.Shown.Select(voice => voice.Member.Label)];
        var prompt = DebatePrompts.Scoring(calls.Conversation, scorer.Shown, options);
        var name = DebateCalls.Name("score", at + 1);
        return calls.Structured(name, scorer.Models[0], prompt, DebateSchemas.Scores(labels)) with
        {
            Instead = [.. scorer.Models.Skip(1)],
            Role = "judge",
            Tell = step => DebateNotes.Scores(step, Read(step, scorer.Shown), scorer.Shown),
        };
    }

    private static DebateScores Read(StepResult step, IEnumerable<DebateVoice> shown) =>
        DebateScores.Read(step.Text, shown.Select(voice => voice.Member.Label));

    /// <returns>Null when there is nothing to merge, or the merged proposal is none: the winner stands then.</returns>
    private async Task<DebateOutcome?> MergeAsync(
        DebateTalk talk,
        DebateConsensus consensus,
        IReadOnlyList<DebateScores> scores,
        CancellationToken cancellationToken
    )
    {
        var merged = consensus.Mergeable(options.MergedShareMin);
        if (
            !DebateRule.AreCompatible(merged, consensus.IsClosed, scores, options.SameSimilarity)
            || !await calls.MayAsync("merge", 1, 1, cancellationToken)
        )
        {
            return null;
        }

        var voices = merged.Select(vote => vote.Voice).ToList();
        var models = DebateRule.Writers(talk.Voices, options.Synthesizer);
        var prompt = DebateEndPrompts.Merging(calls.Conversation, voices, hasPlan, options);
        var step = await calls.AskAsync(
            calls.Structured("merge", models[0], prompt, DebateSchemas.Position(hasPlan)) with
            {
                Instead = [.. models.Skip(1).Take(options.MaxReplacements)],
                Tell = result => DebateNotes.Merge(result, Position(result), options.MaxSummaryCharacters),
            },
            cancellationToken
        );
        return Position(step) is { IsStructured: true, Abstains: false } position
            ? new DebateOutcome(talk, consensus.Merge(merged), position, step, IsMerged: true)
            : null;
    }

    private DebatePosition? Position(StepResult step) =>
        step.IsCompleted ? DebatePosition.Of(step.Text, hasPlan, options) : null;

    /// <param name="Models">Who is asked, in turn.</param>
    /// <param name="Shown">Whose positions it scores.</param>
    private sealed record Scorer(IReadOnlyList<string> Models, IReadOnlyList<DebateVoice> Shown);
}
