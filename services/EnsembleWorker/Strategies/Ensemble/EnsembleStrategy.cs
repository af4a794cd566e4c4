using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>Several models answer, at once or one by one; one of them writes the final answer from what they said.</summary>
internal sealed class EnsembleStrategy(IOptions<EnsembleWorkerOptions> options) : IStrategy
{
    private const string SynthesisStep = "synthesis";
    private readonly EnsembleOptions _options = options.Value.Runs.Ensemble;

    public string Name => "ensemble";

    public async Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken)
    {
        var members = EnsembleRule.Members(run.Request.Models, _options.Members);
        var answers = run.Request.Sequential
            ? await AskOneByOneAsync(run, members, cancellationToken)
            : await Task.WhenAll(members.Select(member => AskAsync(run, member, cancellationToken)));
        switch (EnsembleRule.AfterMembers(answers))
        {
            case EnsembleDecision.Fail fail:
                return new RunEnd.Failed(fail.Cause, fail.Message);
            case EnsembleDecision.Answer one:
                return Complete(one.Only, answers, members.Count);
            case EnsembleDecision.Synthesize several:
                var model = EnsembleRule.Synthesizer(members, _options.Synthesizer);
                var synthesis = await WriteAsync(run, model, several.Candidates, cancellationToken);
                var answer = EnsembleRule.AfterSynthesis(synthesis, several.Candidates);
                return Complete(answer, [.. answers, synthesis], members.Count);
            case var other:
                throw new InvalidOperationException($"No such decision: {other}.");
        }
    }

    private static RunEnd.Completed Complete(StepResult answer, IReadOnlyList<StepResult> steps, int members) =>
        new(answer, steps, EnsembleNotes.Completed(answer, steps, members));

    /// <remarks>
    /// The best model comes last: it usually writes the final answer, too, and is in memory then. The results are in the order
    /// of the members all the same.
    /// </remarks>
    private async Task<StepResult[]> AskOneByOneAsync(
        IRunSteps run,
        IReadOnlyList<Member> members,
        CancellationToken cancellationToken
    )
    {
        var answers = new StepResult[members.Count];
        for (var i = members.Count - 1; i >= 0; i--)
        {
            answers[i] = await AskAsync(run, members[i], cancellationToken);
        }

        return answers;
    }

    private Task<StepResult> AskAsync(IRunSteps run, Member member, CancellationToken cancellationToken) =>
        run.StepAsync(
            new StepOrder
            {
                Name = member.Step,
                Model = member.Model,
                Messages = run.Request.Messages,
                Tell = result => EnsembleNotes.Member(result, _options.MaxCandidateCharacters),
            },
            cancellationToken
        );

    private Task<StepResult> WriteAsync(
        IRunSteps run,
        string model,
        IReadOnlyList<StepResult> candidates,
        CancellationToken cancellationToken
    ) =>
        run.StepAsync(
            new StepOrder
            {
                Name = SynthesisStep,
                Model = model,
                Messages = SynthesisPrompt.Of(run.Request.Messages, candidates, _options.MaxCandidateCharacters),
                IsAnswer = true,
                Tell = EnsembleNotes.Synthesis,
            },
            cancellationToken
        );
}
