using System.Globalization;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Refine;

/// <summary>One run of the strategy: asks, and lets <see cref="RefineRule"/> decide.</summary>
/// <remarks>
/// No version is streamed as the answer: whether a text is the answer is known only after its verdict, and the last one may be worse
/// than one before it. So the best one is given as a whole at the end.
/// </remarks>
internal sealed class RefineRun(IRunSteps run, RefineOptions options)
{
    /// <summary>Calls of one more round: a fix and its verdict, one after the other.</summary>
    private const int CallsOfRound = 2;

    private readonly RunConversation _conversation = new(run.Request.Messages);
    private readonly List<RefineVersion> _versions = [];
    private readonly List<StepResult> _steps = [];

    public async Task<RunEnd> RunAsync(CancellationToken cancellationToken)
    {
        var draft = await DraftAsync(cancellationToken);
        if (!draft.HasText)
        {
            return NoAnswer.Of([draft]);
        }

        _versions.Add(await VerifyAsync(draft, cancellationToken));
        for (var round = 1; ; round++)
        {
            var why = await RoundAsync(round, cancellationToken);
            if (why is not null)
            {
                var best = RefineRule.Best(_versions);
                var payload = RefineNotes.Completed(best, _versions, _steps, why, run.Models);
                return new RunEnd.Completed(best.Step, _steps, payload);
            }
        }
    }

    /// <returns>Why there is no further round; null when there was one.</returns>
    private async Task<string?> RoundAsync(int round, CancellationToken cancellationToken)
    {
        var name = Name("round", round);
        var said = await run.InboxAsync(name, TimeSpan.Zero, cancellationToken);
        _conversation.Add(said);
        // What is left and what the user has said depend on when one looks: they are asked once, and kept.
        var kept = await run.DecideAsync(name, () => new(Next(round, said.Count > 0).ToString()), cancellationToken);
        var next = RefineNext.Of(kept);
        if (!next.GoesOn)
        {
            return next.Reason;
        }

        run.Progress(new RunProgress("refine", round, options.Rounds));
        var fix = await FixAsync(round, cancellationToken);
        if (RefineRule.WhyNoVersion(fix, _versions[^1]) is { } why)
        {
            return why;
        }

        _versions.Add(await VerifyAsync(fix, cancellationToken));
        return null;
    }

    private RefineNext Next(int round, bool hasNews)
    {
        var isAffordable = SpendRule.Allows(run.Left, CallsOfRound, CallsOfRound, _steps);
        return RefineRule.Next(_versions, round <= options.Rounds, hasNews, isAffordable);
    }

    private Task<StepResult> DraftAsync(CancellationToken cancellationToken)
    {
        var model = run.Models[0].Name;
        return StepAsync(
            Order("draft", model, run.Request.Messages) with
            {
                Instead = Reserve.Others(run.Models, model, options.MaxReplacements),
                Tell = step => StepNotes.Answer(step),
            },
            cancellationToken
        );
    }

    private Task<StepResult> FixAsync(int round, CancellationToken cancellationToken)
    {
        var last = _versions[^1];
        var problems = last.Verdict?.Problems ?? [];
        var prompt = RefinePrompts.Fixing(_conversation, last.Step.Text, problems, options.MaxVersionCharacters);
        return StepAsync(
            Order(Name("fix", round), last.Step.Model, prompt) with
            {
                Instead = Reserve.Others(run.Models, last.Step.Model, options.MaxReplacements),
                Tell = step => StepNotes.Answer(step),
            },
            cancellationToken
        );
    }

    /// <summary>The version with its verdict. Where two passes are wanted, what the second verifier finds counts.</summary>
    private async Task<RefineVersion> VerifyAsync(StepResult version, CancellationToken cancellationToken)
    {
        var verifiers = RefineRule.Verifiers(run.Models, version.Model);
        var first = await VerifyAsync("verdict", version, verifiers, cancellationToken);
        if (options.Passes == 1 || first.Verdict is not { Passed: true })
        {
            return first;
        }

        // Not the one that has passed it: it would say the same again.
        var others = verifiers.Where(name => !name.Equals(first.Verifier, StringComparison.OrdinalIgnoreCase)).ToList();
        if (others.Count == 0)
        {
            return first;
        }

        var second = await VerifyAsync("second", version, others, cancellationToken);
        return second.Verdict is null ? first : second;
    }

    private async Task<RefineVersion> VerifyAsync(
        string step,
        StepResult version,
        IReadOnlyList<string> verifiers,
        CancellationToken cancellationToken
    )
    {
        var name = Name(step, _versions.Count + 1);
        var said = await AskAsync(name, version, verifiers, isRepeated: false, cancellationToken);
        if (said.IsCompleted && Read(said) is null)
        {
            // Another model where there is one: the same one would be wrong in the same way.
            IReadOnlyList<string> turned = [.. verifiers.Skip(1), verifiers[0]];
            said = await AskAsync($"{name}-again", version, turned, isRepeated: true, cancellationToken);
        }

        return (said.IsCompleted, Read(said)) switch
        {
            (true, { } verdict) => new RefineVersion(version) { Verdict = verdict, Verifier = said.Model },
            (true, null) => new RefineVersion(version) { WhyUnverified = "verdict_unreadable" },
            _ => new RefineVersion(version) { WhyUnverified = said.Cause },
        };
    }

    private Task<StepResult> AskAsync(
        string name,
        StepResult version,
        IReadOnlyList<string> verifiers,
        bool isRepeated,
        CancellationToken cancellationToken
    )
    {
        var round = _versions.Count;
        var most = options.MaxVersionCharacters;
        return StepAsync(
            Order(name, verifiers[0], RefinePrompts.Verdict(_conversation, version.Text, isRepeated, most)) with
            {
                Instead = [.. verifiers.Skip(1).Take(options.MaxReplacements)],
                Role = "judge",
                JsonSchema = RefineVerdict.Schema,
                Sampling = StepSampling.Structured(run.Request),
                Tell = result => RefineNotes.Verdict(result, Read(result), round),
            },
            cancellationToken
        );
    }

    private RefineVerdict? Read(StepResult step) => RefineVerdict.Of(step.Text, options);

    private StepOrder Order(string name, string model, IReadOnlyList<Message> messages) =>
        new()
        {
            Name = name,
            Model = model,
            Messages = messages,
            Limit = options.StepLimit,
            Tell = StepNotes.FailureOnly,
        };

    private async Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken)
    {
        var result = await run.StepAsync(order, cancellationToken);
        _steps.Add(result);
        return result;
    }

    private static string Name(string what, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{what}-{number}");
}
