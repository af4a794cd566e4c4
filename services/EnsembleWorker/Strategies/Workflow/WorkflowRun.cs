using System.Globalization;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>One workflow under way: level by level, what is due of each.</summary>
internal sealed class WorkflowRun(IRunSteps run, WorkflowDefinition workflow, WorkflowOptions options)
{
    private readonly WorkflowOrders _orders = new(run.Request, run.Models, workflow, options);
    private readonly StepOutcome?[] _outcomes = new StepOutcome?[workflow.Steps.Count];
    private readonly List<StepResult> _members = [];
    private readonly List<string> _said = [];
    private int _done;

    public async Task<RunEnd> RunAsync(CancellationToken cancellationToken)
    {
        for (var level = 0; level < workflow.Graph.Levels.Count; level++)
        {
            var boundary = string.Create(CultureInfo.InvariantCulture, $"level-{level + 1}");
            _said.AddRange(await run.InboxAsync(boundary, TimeSpan.Zero, cancellationToken));
            await RunLevelAsync(workflow.Graph.Levels[level], cancellationToken);
        }

        return WorkflowRule.Answer(workflow, _outcomes) is { } answer
            ? new RunEnd.Completed(answer, _members, WorkflowNotes.Completed(answer, _members, workflow, _outcomes))
            : WorkflowRule.NoAnswer(workflow, _outcomes);
    }

    private async Task RunLevelAsync(IReadOnlyList<int> level, CancellationToken cancellationToken)
    {
        var due = level.Where(step => WorkflowRule.IsDue(workflow, step, _outcomes)).ToList();
        foreach (var step in level.Except(due))
        {
            _outcomes[step] = new StepOutcome.Nothing(StepOutcome.Skipped);
            Tell();
        }

        // Votes and conditions call no model: they are decided before the slow ones begin.
        foreach (var step in due.Where(step => workflow.Steps[step] is not WorkflowStep.Model))
        {
            _outcomes[step] = await DecideAsync(workflow.Steps[step], cancellationToken);
            Tell();
        }

        var calls = due.Where(step => workflow.Steps[step] is WorkflowStep.Model).ToList();
        var results = await StepGroup.AskAsync(run, calls, step => CallAsync(step, cancellationToken));
        for (var i = 0; i < calls.Count; i++)
        {
            _members.Add(results[i]);
            _outcomes[calls[i]] = OutcomeOf(results[i]);
        }
    }

    private async Task<StepResult> CallAsync(int step, CancellationToken cancellationToken)
    {
        var order = _orders.Of((WorkflowStep.Model)workflow.Steps[step], _said, id => Find(id)?.Text);
        var result = await run.StepAsync(order, cancellationToken);
        Tell();
        return result;
    }

    private async Task<StepOutcome> DecideAsync(WorkflowStep step, CancellationToken cancellationToken) =>
        step switch
        {
            WorkflowStep.Vote vote => await VoteAsync(vote, cancellationToken),
            WorkflowStep.Condition condition => await TestAsync(condition, cancellationToken),
            _ => throw new InvalidOperationException($"'{step.Id}' is decided by nobody."),
        };

    private async Task<StepOutcome> VoteAsync(WorkflowStep.Vote step, CancellationToken cancellationToken)
    {
        var candidates = step.Over.Select(Find).OfType<StepResult>().ToList();
        if (candidates.Count == 0)
        {
            return new StepOutcome.Nothing(StepOutcome.Skipped);
        }

        var winner = await run.DecideAsync(step.Id, Decide, cancellationToken);
        // Under the vote's own name: it is not the candidate's step that is the answer.
        var taken = candidates.FirstOrDefault(candidate => candidate.Step == winner) ?? candidates[0];
        return new StepOutcome.Text(taken with { Step = step.Id });

        RunDecision Decide()
        {
            var vote = WorkflowVote.Of(candidates, run.Models, step.ByLikeness);
            return new RunDecision(vote.Winner, WorkflowNotes.Vote(step.Id, vote));
        }
    }

    private async Task<StepOutcome> TestAsync(WorkflowStep.Condition step, CancellationToken cancellationToken)
    {
        const string Yes = "true";
        // Committed: an expression that took too long here may be fast enough elsewhere.
        var text = await run.DecideAsync(step.Id, Decide, cancellationToken);
        return new StepOutcome.Decided(text == Yes);

        RunDecision Decide()
        {
            var holds = Find(step.Of) is { } looked && step.Test.Of(looked.Text);
            return new RunDecision(holds ? Yes : "false", WorkflowNotes.Condition(step.Id, holds));
        }
    }

    private StepResult? Find(string id) => (_outcomes[workflow.PlaceOf(id)] as StepOutcome.Text)?.Result;

    private static StepOutcome OutcomeOf(StepResult result) =>
        result.HasText ? new StepOutcome.Text(result) : new StepOutcome.Nothing(StepNotes.ResultOf(result));

    private void Tell() =>
        run.Progress(new RunProgress("steps", Interlocked.Increment(ref _done), workflow.Steps.Count));
}
