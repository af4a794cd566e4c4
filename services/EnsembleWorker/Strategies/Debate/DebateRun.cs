using System.Globalization;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>One run of the strategy, phase by phase.</summary>
internal sealed class DebateRun(IRunSteps run, DebateOptions options)
{
    private const string AnswerStep = "answer";
    private const string OwnWords = "own_words";

    private readonly DebateCalls _calls = new(run, options);
    private readonly bool _hasPlan = DebateRule.AsksForPlans(run.Request.Task, options.Plans);

    public async Task<RunEnd> RunAsync(CancellationToken cancellationToken)
    {
        var members = await MembersAsync(cancellationToken);
        var talk = await new DebateDiscussion(_calls, options, _hasPlan).RunAsync(members, cancellationToken);
        if (talk.Positions.Count == 0)
        {
            return await WithoutPositionAsync(talk, cancellationToken);
        }

        var outcome = await new DebateDecision(_calls, options, _hasPlan).RunAsync(talk, cancellationToken);
        var work = await new DebateExecution(_calls, options).RunAsync(outcome, cancellationToken);
        var answer = await AnswerAsync(outcome, work, cancellationToken);
        return Complete(answer, outcome, work);
    }

    private async Task<IReadOnlyList<DebateMember>> MembersAsync(CancellationToken cancellationToken)
    {
        var asked =
            run.Request.Members > 0 ? Math.Min(run.Request.Members, DebateOptions.MembersMax) : (uint)options.Members;
        var wanted = Math.Min((int)asked, run.Models.Count);
        // What is left depends on when one looks: asked once, and kept.
        var kept = await run.DecideAsync(
            "members",
            () => new(DebateMembers.Affordable(wanted, run.Left.Calls).ToString(CultureInfo.InvariantCulture)),
            cancellationToken
        );
        return DebateMembers.Of(run.Models, int.Parse(kept, CultureInfo.InvariantCulture), options);
    }

    private async Task<StepResult> AnswerAsync(
        DebateOutcome outcome,
        DebateWork work,
        CancellationToken cancellationToken
    )
    {
        var own = outcome.Step with { Text = outcome.Position.Answer };
        await _calls.HearAsync(AnswerStep, cancellationToken);
        var hasAdditions = _calls.Conversation.HasAdditions;
        var how = await run.DecideAsync(
            "ending",
            () => new(DebateRule.IsOwnWords(outcome.Consensus, hasAdditions) ? OwnWords : AnswerStep),
            cancellationToken
        );
        if (how == OwnWords)
        {
            return own;
        }

        var prompt = DebateEndPrompts.Answering(_calls.Conversation, outcome.Position, work.Results, options);
        var written = await WriteAsync(outcome.Talk, prompt, cancellationToken);
        return written.HasText ? written : own;
    }

    /// <summary>All abstained: the best of them answers anyway, and the end says that there is no consensus. All failed: so has the run.</summary>
    private async Task<RunEnd> WithoutPositionAsync(DebateTalk talk, CancellationToken cancellationToken)
    {
        if (!talk.Voices.Any(voice => voice.IsThere))
        {
            return NoAnswer.Of(talk.Voices.Select(voice => voice.Step));
        }

        await _calls.HearAsync(AnswerStep, cancellationToken);
        var written = await WriteAsync(talk, _calls.Conversation.Messages, cancellationToken);
        return written.HasText ? Complete(written, outcome: null, DebateWork.None) : NoAnswer.Of([written]);
    }

    private Task<StepResult> WriteAsync(
        DebateTalk talk,
        IReadOnlyList<Contracts.Worker.V1.Message> prompt,
        CancellationToken cancellationToken
    )
    {
        run.Progress(new RunProgress(AnswerStep, 0, 1));
        var models = DebateRule.Writers(talk.Voices, options.Synthesizer);
        return _calls.AskAsync(
            _calls.Order(AnswerStep, models[0], prompt) with
            {
                Instead = [.. models.Skip(1).Take(options.MaxReplacements)],
                IsAnswer = true,
            },
            cancellationToken
        );
    }

    private RunEnd.Completed Complete(StepResult answer, DebateOutcome? outcome, DebateWork work) =>
        new(
            answer,
            _calls.Steps,
            DebateEndNotes.Completed(answer, _calls.Steps, outcome, work, run.Request.Language, options)
        );
}
