using Orchestrator.EnsembleWorker.Strategies.Prompts;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>One decomposition under way.</summary>
internal sealed class DecomposeRun(IRunSteps run, DecomposeOptions options)
{
    private readonly DecomposeOrders _orders = new(run.Request, run.Models, options);
    private readonly List<StepResult> _steps = [];
    private readonly List<string> _said = [];

    public async Task<RunEnd> RunAsync(CancellationToken cancellationToken)
    {
        var plan = await PlanAsync(cancellationToken);
        if (plan.Plan is not { Parts.Count: > 1 } parts)
        {
            return await AnswerAsOneAsync(plan, cancellationToken);
        }

        var work = new PartsUnderWay(run, _orders, parts, _steps, _said);
        await work.RunAsync(cancellationToken);
        plan = plan with { LeftOut = work.LeftOut };
        return work.Results.All(result => result is null)
            ? await AnswerAsOneAsync(plan with { Result = PlanEnd.NoResults }, cancellationToken)
            : await MergeAsync(plan, parts, work.Results, cancellationToken);
    }

    private async Task<PlanEnd> PlanAsync(CancellationToken cancellationToken)
    {
        run.Progress(new RunProgress("plan", 0, 1));
        var first = PlanPrompt.First(run.Request.Messages, options);
        var messages = first;
        for (var repairs = 0; ; repairs++)
        {
            var step = await StepAsync(_orders.Plan(repairs, messages), cancellationToken);
            if (!step.IsCompleted)
            {
                return new PlanEnd(repairs == 0 ? PlanEnd.Failed : PlanEnd.Invalid);
            }

            var reading = PlanReading.Of(step.Text, options);
            if (reading.Plan is { } plan)
            {
                return new PlanEnd(plan.Parts.Count == 1 ? PlanEnd.OnePart : PlanEnd.Used) { Plan = plan };
            }

            if (repairs == options.PlanRepairs)
            {
                return new PlanEnd(PlanEnd.Invalid) { Problems = reading.Problems };
            }

            messages = PlanPrompt.Again(first, step.Text, reading.Problems);
        }
    }

    private async Task<RunEnd> AnswerAsOneAsync(PlanEnd plan, CancellationToken cancellationToken)
    {
        await ListenAsync("answer", cancellationToken);
        run.Progress(new RunProgress("answer", 0, 1));
        var answer = await StepAsync(_orders.Answer("answer", Conversation().Messages), cancellationToken);
        return answer.HasText ? Complete(answer, plan) : NoAnswer.Of([answer]);
    }

    private async Task<RunEnd> MergeAsync(
        PlanEnd end,
        Plan plan,
        IReadOnlyList<StepResult?> results,
        CancellationToken cancellationToken
    )
    {
        await ListenAsync("merge", cancellationToken);
        run.Progress(new RunProgress("merge", 0, 1));
        var texts = results.Select(result => result?.Text).ToList();
        var messages = MergePrompt.Of(Conversation(), plan.Parts, texts, options);
        var merged = await StepAsync(_orders.Answer("merge", messages), cancellationToken);
        return Complete(merged.HasText ? merged : Listed(plan, results), end);
    }

    // No model wrote it: it is told as the work of whoever gave the first result.
    private StepResult Listed(Plan plan, IReadOnlyList<StepResult?> results)
    {
        var there = results.OfType<StepResult>().ToList();
        var isKorean = RunLanguage.IsKorean(run.Request.Language);
        return new StepResult
        {
            Step = "results",
            Model = there[0].Model,
            Replica = there[0].Replica,
            Simulated = there.Exists(result => result.Simulated),
            Text = PartText.Listed(plan.Parts, [.. results.Select(result => result?.Text)], isKorean),
            Reason = "stop",
        };
    }

    private RunConversation Conversation()
    {
        var conversation = new RunConversation(run.Request.Messages);
        conversation.Add(_said);
        return conversation;
    }

    private async Task ListenAsync(string boundary, CancellationToken cancellationToken) =>
        _said.AddRange(await run.InboxAsync(boundary, TimeSpan.Zero, cancellationToken));

    private async Task<StepResult> StepAsync(StepOrder order, CancellationToken cancellationToken)
    {
        var result = await run.StepAsync(order, cancellationToken);
        _steps.Add(result);
        return result;
    }

    private RunEnd.Completed Complete(StepResult answer, PlanEnd plan) =>
        new(answer, _steps, DecomposeNotes.Completed(answer, _steps, plan));
}
