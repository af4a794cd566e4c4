using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Fleet;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.OpenAi;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;

namespace Orchestrator.Gateway.Native;

/// <summary>The body of a run's start in our words. Pure; what is wrong goes to the problems, and the mapping goes on.</summary>
internal static class NewRunMapping
{
    private const int MaxModels = 32;
    private const int MaxWorkflowChars = 64;

    // A week, as long as a worker lets a run take at most.
    private const double MaxSeconds = 7 * 24 * 3600 - 1;
    private const double MinSeconds = 0.001;

    public static Question ToQuestion(NewRun run, FieldProblems problems)
    {
        RefuseWhatRunsCannotDo(run, problems);
        run.Model = ModelOf(run, problems);
        PromptField.Take(run, run.Prompt, problems);
        return ChatCompletionMapping.ToQuestion(run, problems);
    }

    /// <summary>What the router does not decide.</summary>
    public static NewRunTerms ToTerms(NewRun run, FieldProblems problems) =>
        new()
        {
            Models = ToModels(run.Models, problems),
            Members = problems.Count("members", run.Members, 0) ?? 0,
            Budget = ToBudget(run.Budget, problems),
            Deadline = ToTime("deadline_seconds", run.DeadlineSeconds, problems),
            Interactive = run.Interactive ?? false,
            Workflow = ToWorkflow(run, problems),
        };

    // Leaving it out without a word would give an answer that the client did not ask for.
    private static void RefuseWhatRunsCannotDo(NewRun run, FieldProblems problems)
    {
        RefuseIf(run.Stream == true, "stream", "the answer and all events are at /api/runs/{id}/events");
        RefuseIf(run.Tools is { Count: > 0 }, "tools", "nobody could carry their calls out");
        RefuseIf(run.ResponseFormat is not null, "response_format", "its models answer in free text");
        RefuseIf(run.ReasoningEffort is not null, "reasoning_effort", "each model thinks as it does by default");

        void RefuseIf(bool isSet, string field, string because)
        {
            if (isSet)
            {
                problems.Add(field, $"must be left out of a run: {because}");
            }
        }
    }

    // Of several workflows the router has to hear which one is meant.
    private static string ModelOf(NewRun run, FieldProblems problems)
    {
        var model = NamedModel(run, problems);
        if (run.Workflow is not { Length: > 0 and <= MaxWorkflowChars } workflow)
        {
            return model;
        }

        var name = VirtualModels.Normalise(model);
        var other = VirtualModels.WorkflowOf(name);
        if (other.Length > 0 && !other.Equals(workflow, StringComparison.OrdinalIgnoreCase))
        {
            problems.Add("workflow", "must be left out when the model names another one");
        }

        return name == VirtualModels.Workflow ? VirtualModels.OfWorkflow(workflow) : model;
    }

    private static string NamedModel(NewRun run, FieldProblems problems)
    {
        if (run.Strategy is not { } strategy || strategy == "auto")
        {
            return run.Model ?? "auto";
        }

        if (!VirtualModels.Strategies.Contains(strategy, StringComparer.Ordinal))
        {
            problems.Add("strategy", $"must be auto or one of {string.Join(", ", VirtualModels.Strategies)}");
        }
        else if (run.Model is not (null or "auto") && run.Model != strategy)
        {
            problems.Add("strategy", "must be left out when the model is not \"auto\"");
        }

        return strategy;
    }

    private static IReadOnlyList<string> ToModels(List<string?>? models, FieldProblems problems)
    {
        if (models is null)
        {
            return [];
        }

        if (models.Count is 0 or > MaxModels)
        {
            problems.Add("models", $"must have 1 to {MaxModels} entries, or be left out");
            return [];
        }

        return [.. models.Select((model, index) => ToModel(model, $"models[{index}]", problems))];
    }

    private static string ToModel(string? model, string field, FieldProblems problems)
    {
        var name = model?.Trim() ?? "";
        if (name.Length == 0 || VirtualModels.All.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            problems.Add(field, "must be the name of one model");
        }

        return name;
    }

    private static RunBudget? ToBudget(NewRunBudget? budget, FieldProblems problems)
    {
        if (budget is null)
        {
            return null;
        }

        var limits = new RunBudget { WallTime = ToTime("budget.wall_time_seconds", budget.WallTimeSeconds, problems) };
        if (problems.Count("budget.calls", budget.Calls, 1) is { } calls)
        {
            limits.Calls = calls;
        }

        if (problems.Count("budget.tokens", budget.Tokens, 1) is { } tokens)
        {
            limits.Tokens = tokens;
        }

        if (problems.InRange("budget.gpu_seconds", budget.GpuSeconds, MinSeconds, MaxSeconds) is { } gpuSeconds)
        {
            limits.GpuSeconds = gpuSeconds;
        }

        return limits;
    }

    private static Duration? ToTime(string field, double? seconds, FieldProblems problems) =>
        problems.InRange(field, seconds, MinSeconds, MaxSeconds) is { } value
            ? Duration.FromTimeSpan(TimeSpan.FromSeconds(value))
            : null;

    private static string ToWorkflow(NewRun run, FieldProblems problems)
    {
        var name = run.Workflow ?? "";
        if (name.Length > MaxWorkflowChars)
        {
            problems.Add("workflow", $"must have at most {MaxWorkflowChars} characters");
        }

        return name;
    }
}

/// <summary>What the starter of a run wants of it besides an answer.</summary>
internal sealed record NewRunTerms
{
    /// <summary>Empty: the router's.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>0: the router's number.</summary>
    public uint Members { get; init; }

    public RunBudget? Budget { get; init; }

    public Duration? Deadline { get; init; }

    public bool Interactive { get; init; }

    public string Workflow { get; init; } = "";
}
