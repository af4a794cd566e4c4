using System.Globalization;
using Orchestrator.Router;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;

namespace Orchestrator.Benchmarks.Routing;

/// <summary>Fleets in which every replica has every model, and four of them in memory: the most there is to compare.</summary>
internal static class RoutingFleet
{
    public const string NamedModel = "family7:8b";

    private const int LoadedPerReplica = 4;
    private static readonly string[] _sizes = ["1b", "3b", "8b", "14b", "32b", "70b"];
    private static readonly string[] _questions =
    [
        "Write a C# function that merges two sorted lists, and explain its complexity in one sentence.",
        "이 문장을 영어로 번역해 주세요: 오늘 회의는 오후 세 시로 미뤄졌습니다.",
        "Summarize the following in three bullet points: the harbour was closed for a week because of the storm.",
        "17 곱하기 23은 얼마인지 풀이 과정과 함께 알려줘.",
    ];

    public static ReplicaSelector Selector(int replicas, int models)
    {
        var selector = new ReplicaSelector(
            new ModelRanking(new ModelPreferences(new RouterOptions().Preferences)),
            new SelectionOptions().ToLimits(),
            new Random(1),
            TimeProvider.System
        );
        selector.Update(Fleet(replicas, models));
        return selector;
    }

    public static RouteInput Question(string model, int number)
    {
        var text = _questions[number % _questions.Length];
        return new RouteInput(
            number.ToString(CultureInfo.InvariantCulture),
            model,
            [new ConversationTurn("user", text)],
            text.Length,
            ToolCount: 0,
            ImageCount: 0,
            WantsJson: false,
            WantsThinking: false,
            MaxTokens: 0,
            FailedReplicas: [],
            DryRun: false
        );
    }

    public static AttemptReported Succeeded(string runId, RouteDecision decision) =>
        decision.Result is SelectionResult.Chosen { Choices: [var first, ..] }
            ? new AttemptReported(runId, first.Entry.Replica.Name, first.Entry.Replica.Epoch, AttemptOutcome.Completed)
            : throw new BenchmarkException("The router refused a question of the benchmark.");

    private static FleetSnapshot Fleet(int replicas, int models)
    {
        var cold = Enumerable.Range(0, models).Select(i => Model(i, loaded: false)).ToList();
        var loaded = Enumerable.Range(0, models).Select(i => Model(i, loaded: true)).ToList();
        return new FleetSnapshot(
            Enumerable
                .Range(0, replicas)
                .Select(replica =>
                    Replica(replica, [.. cold.Select((model, i) => IsLoaded(replica, i, models) ? loaded[i] : model)])
                )
        );
    }

    private static bool IsLoaded(int replica, int model, int models) =>
        (model + models - (replica * LoadedPerReplica % models)) % models < LoadedPerReplica;

    private static ReplicaSnapshot Replica(int number, IReadOnlyList<ModelSnapshot> models) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"replica-{number}"),
            Epoch: 1,
            "worker-1",
            "http://127.0.0.1:9/",
            ReplicaHealth.Healthy,
            InFlight: number % 2,
            Queued: 0,
            Slots: 2,
            QueueLimit: 1_000,
            models,
            Simulated: false,
            TimeProvider.System.GetUtcNow()
        );

    private static ModelSnapshot Model(int number, bool loaded)
    {
        var size = _sizes[number % _sizes.Length];
        var name = number == 7 ? NamedModel : string.Create(CultureInfo.InvariantCulture, $"family{number}:{size}");
        return new ModelSnapshot(
            name,
            $"digest-of-{name}",
            SizeBytes: 1_000,
            "family",
            size.ToUpperInvariant(),
            "Q4_K_M",
            ContextTokens: 32_768,
            ["completion", "tools"],
            loaded ? new LoadedSnapshot(8_192) : null
        );
    }
}
