using Orchestrator.Router.Classification;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Tests;

/// <summary>Small builders for fleets and requests.</summary>
internal static class Fleets
{
    public static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public static readonly SelectionLimits Limits = new SelectionOptions().ToLimits();

    public static FleetSnapshot Of(params ReplicaSnapshot[] replicas) => new(replicas);

    public static ReplicaSnapshot Replica(
        string name,
        ModelSnapshot[]? models = null,
        int inFlight = 0,
        int queued = 0,
        int slots = 1,
        int queueLimit = 8,
        ReplicaHealth health = ReplicaHealth.Healthy,
        ulong epoch = 1,
        bool simulated = false,
        DateTimeOffset? countedAt = null
    ) =>
        new(
            name,
            epoch,
            "worker-1",
            "http://127.0.0.1:9/",
            health,
            inFlight,
            queued,
            slots,
            queueLimit,
            models ?? [Model("qwen3:8b")],
            simulated,
            countedAt ?? Start
        );

    public static ModelSnapshot Model(
        string name,
        bool resident = false,
        uint context = 32_768,
        string size = "",
        uint loadedContext = 0,
        params string[] capabilities
    ) =>
        new(
            name,
            $"digest-of-{name}",
            1_000,
            "family",
            size,
            "Q4_K_M",
            context,
            capabilities.Length > 0 ? capabilities : ["completion", "tools"],
            resident ? new LoadedSnapshot(loadedContext) : null
        );

    public static SelectionRequest Request(
        string model = "qwen3:8b",
        TaskType task = TaskType.QuestionAnswering,
        TextLanguage language = TextLanguage.English,
        ModelAbilities needs = ModelAbilities.Completion,
        int tokens = 300,
        string run = "run-1",
        bool dryRun = false,
        params string[] failed
    ) => new(run, RequestedModel.Parse(model), task, language, needs, tokens - 256, tokens, failed, dryRun);

    public static ModelRanking Ranking(params (string Task, string[] Patterns)[] preferences) =>
        new(new ModelPreferences(preferences.ToDictionary(pair => pair.Task, pair => pair.Patterns)));

    public static SelectionState Fresh(FleetSnapshot fleet) => SelectionState.Empty.WithFleet(fleet, Start, Limits);

    public static (SelectionState State, SelectionResult Result) Choose(
        this SelectionState state,
        SelectionRequest request,
        DateTimeOffset? now = null,
        int seed = 1,
        ModelRanking? ranking = null
    ) =>
        state.Choose(
            request,
            (ranking ?? Ranking()).Rank(state.Fleet, request),
            now ?? Start,
            Limits,
            new Random(seed)
        );

    public static IReadOnlyList<SelectedChoice> Choices(this (SelectionState State, SelectionResult Result) step) =>
        Assert.IsType<SelectionResult.Chosen>(step.Result).Choices;

    public static SelectionResult.Refused Refusal(this (SelectionState State, SelectionResult Result) step) =>
        Assert.IsType<SelectionResult.Refused>(step.Result);

    public static IEnumerable<string> Names(this IEnumerable<SelectedChoice> choices) =>
        choices.Select(choice => choice.Entry.Replica.Name);

    public static IEnumerable<string> Models(this IEnumerable<SelectedChoice> choices) =>
        choices.Select(choice => choice.Entry.Model.Name);
}
