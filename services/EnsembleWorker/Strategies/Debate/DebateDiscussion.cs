namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>Positions, then critique and revision while the members disagree.</summary>
internal sealed class DebateDiscussion(DebateCalls calls, DebateOptions options, bool hasPlan)
{
    public async Task<DebateTalk> RunAsync(IReadOnlyList<DebateMember> members, CancellationToken cancellationToken)
    {
        var voices = await OpenAsync(members, cancellationToken);
        var groups = new DebateGroups([], IsClosed: true);
        var hasChanged = true;
        for (var round = 1; ; round++)
        {
            await calls.HearAsync(DebateCalls.Name("round", round), cancellationToken);
            // Nobody has changed: who agrees with whom has not changed either.
            groups = hasChanged ? await GroupAsync(voices, round, cancellationToken) : groups;
            var why =
                DebateRule.WhyNoRound(groups.Of.Count, groups.Count, round, options.Rounds, hasChanged)
                ?? await WhyTooDearAsync(voices, round, cancellationToken);
            if (why is not null)
            {
                return new DebateTalk(voices, groups, round - 1, why);
            }

            calls.Run.Progress(new RunProgress("critique", round, options.Rounds));
            (voices, hasChanged) = await ReviseAsync(voices, round, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<DebateVoice>> OpenAsync(
        IReadOnlyList<DebateMember> members,
        CancellationToken cancellationToken
    )
    {
        calls.Run.Progress(new RunProgress("positions", 0, members.Count));
        var prompt = DebatePrompts.Positioning(calls.Conversation, hasPlan, options);
        var results = await calls.AskAllAsync(
            [
                .. members.Select(member =>
                    calls.Structured(
                        DebateCalls.Name("position", member.Number),
                        member.Model.Name,
                        prompt,
                        DebateSchemas.Position(hasPlan)
                    ) with
                    {
                        Instead = member.Instead,
                        Tell = result => TellPosition(member, result),
                    }
                ),
            ],
            cancellationToken
        );
        return [.. members.Zip(results, Voice)];
    }

    private DebateVoice Voice(DebateMember member, StepResult step) =>
        DebateVoice.Of(member, step, hasPlan, calls.Run.Models, options);

    private RunNote TellPosition(DebateMember member, StepResult step) =>
        DebateNotes.Position(member, step, Voice(member, step).Position, options.MaxSummaryCharacters);

    /// <summary>By what they look like; where that is not enough, a model is asked.</summary>
    private async Task<DebateGroups> GroupAsync(
        IReadOnlyList<DebateVoice> voices,
        int round,
        CancellationToken cancellationToken
    )
    {
        List<DebateVoice> positions = [.. voices.Where(voice => voice.HasPosition)];
        List<string> answers = [.. positions.Select(voice => voice.Position!.Answer)];
        var looks = DebateGroups.ByLooks(answers, options.SameSimilarity);
        var name = DebateCalls.Name("same", round);
        if (
            looks.IsClosed
            || looks.Count < 2
            || !options.AskWhatIsSame
            || !await calls.MayAsync(name, 1, 1, cancellationToken)
        )
        {
            return looks;
        }

        List<string> labels = [.. positions.Select(voice => voice.Member.Label)];
        var judges = DebateRule.Judges(calls.Run.Models, voices, most: 1).SelectMany(each => each).ToList();
        List<string> asked = [.. judges, .. positions.Select(voice => voice.Model).Take(judges.Count > 0 ? 0 : 2)];
        var prompt = DebatePrompts.Comparing(calls.Conversation, positions, options);
        var said = await calls.AskAsync(
            calls.Structured(name, asked[0], prompt, DebateSchemas.Groups(labels)) with
            {
                Instead = [.. asked.Skip(1).Take(options.MaxReplacements)],
                Role = "judge",
                Tell = step =>
                    DebateNotes.Groups(step, DebateGroups.ByJudge(answers, labels, step.Text), positions, round),
            },
            cancellationToken
        );
        return DebateGroups.ByJudge(answers, labels, said.Text) ?? looks;
    }

    private async Task<string?> WhyTooDearAsync(
        IReadOnlyList<DebateVoice> voices,
        int round,
        CancellationToken cancellationToken
    )
    {
        var count = voices.Count(voice => voice.IsThere);
        var name = DebateCalls.Name("round", round);
        return await calls.MayAsync(name, count, 1, cancellationToken) ? null : StepCauses.BudgetExhausted;
    }

    private async Task<(IReadOnlyList<DebateVoice> Voices, bool HasChanged)> ReviseAsync(
        IReadOnlyList<DebateVoice> voices,
        int round,
        CancellationToken cancellationToken
    )
    {
        List<DebateVoice> there = [.. voices.Where(voice => voice.IsThere)];
        var results = await calls.AskAllAsync(
            [.. there.Select(voice => Revising(voice, there, round))],
            cancellationToken
        );
        var revisions = there.Zip(
            results,
            (voice, step) => (voice.Member.Number, Step: step, Of: Revision(voice, step))
        );
        var byMember = revisions.ToDictionary(each => each.Number, each => (each.Step, each.Of));
        return (
            [
                .. voices.Select(voice =>
                    byMember.TryGetValue(voice.Member.Number, out var said) ? After(voice, said) : voice
                ),
            ],
            byMember.Values.Any(said => said.Of.IsChanged)
        );
    }

    // Nobody takes the place of a member here: a new one would not know what the position rests on. It keeps it instead.
    private StepOrder Revising(DebateVoice own, IReadOnlyList<DebateVoice> there, int round)
    {
        var others = there.Where(voice => voice != own && voice.HasPosition);
        return calls.Structured(
            $"revision-{round}-{own.Member.Number}",
            own.Model,
            DebatePrompts.Revising(calls.Conversation, own, others, hasPlan, options),
            DebateSchemas.Revision(hasPlan)
        ) with
        {
            Tell = step => DebateNotes.Revision(own, step, Revision(own, step), round, options.MaxSummaryCharacters),
        };
    }

    private DebateRevision Revision(DebateVoice voice, StepResult step) =>
        DebateRevision.Of(voice.Position!, step.Text, hasPlan, options);

    private static DebateVoice After(DebateVoice voice, (StepResult Step, DebateRevision Of) said) =>
        voice with
        {
            Position = said.Of.Position,
            Step = said.Of.Position.Answer == voice.Position!.Answer ? voice.Step : said.Step,
        };
}
