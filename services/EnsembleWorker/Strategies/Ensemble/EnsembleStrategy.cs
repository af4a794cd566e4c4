using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>Several models answer in parallel; one of them writes the final answer from what they said.</summary>
internal sealed class EnsembleStrategy(IOptions<EnsembleWorkerOptions> options) : IStrategy
{
    private const string SynthesisStep = "synthesis";
    private readonly EnsembleOptions _options = options.Value.Runs.Ensemble;

    public string Name => "ensemble";

    public async Task<RunEnd> RunAsync(IRunSteps run, CancellationToken cancellationToken)
    {
        var members = EnsembleRule.Members(run.Request.Models, _options.Members);
        var answers = await Task.WhenAll(members.Select(member => AskAsync(run, member, cancellationToken)));
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
