using System.Collections.Frozen;
using System.Globalization;
using Orchestrator.Router;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;

namespace Orchestrator.Benchmarks.Routing;

/// <summary>
/// Fleets in which every replica has every model, measured, and four of them in memory: the most there is to compare. In a
/// busy one each replica runs calls of two of these and keeps calls of two more waiting, as its owner reports them.
/// </summary>
internal static class RoutingFleet
{
    public const string NamedModel = "family7:8b";

    private const int LoadedPerReplica = 4;
    private const int Slots = 2;
    private const int WaitingPerReplica = 4;
    private static readonly string[] _sizes = ["1b", "3b", "8b", "14b", "32b", "70b"];
    private static readonly string[] _questions =
    [
        "Write a C# function that merges two sorted lists, and explain its complexity in one sentence.",
        "이 문장을 영어로 번역해 주세요: 오늘 회의는 오후 세 시로 미뤄졌습니다.",
        "Summarize the following in three bullet points: the harbour was closed for a week because of the storm.",
        "17 곱하기 23은 얼마인지 풀이 과정과 함께 알려줘.",
    ];

    public static ReplicaSelector Selector(int replicas, int models, bool isBusy)
    {
        var selector = new ReplicaSelector(
            new ModelRanking(new ModelPreferences(new RouterOptions().Preferences)),
            new SelectionOptions().ToLimits(),
            new Random(1),
            TimeProvider.System
        );
        selector.Update(Fleet(replicas, models, isBusy));
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

    private static FleetSnapshot Fleet(int replicas, int models, bool isBusy)
    {
        var cold = Enumerable.Range(0, models).Select(i => Model(i, loaded: false)).ToList();
        var loaded = Enumerable.Range(0, models).Select(i => Model(i, loaded: true)).ToList();
        var speeds = cold.ToFrozenDictionary(model => model.Digest, Speed, StringComparer.Ordinal);
        return new FleetSnapshot(
            Enumerable
                .Range(0, replicas)
                .Select(replica =>
                    Replica(
                        replica,
                        [.. cold.Select((model, i) => IsLoaded(replica, i, models) ? loaded[i] : model)],
                        speeds,
                        isBusy
                    )
                )
        );
    }

    private static bool IsLoaded(int replica, int model, int models) =>
        (model + models - (replica * LoadedPerReplica % models)) % models < LoadedPerReplica;

    private static ModelSpeed Speed(ModelSnapshot model)
    {
        var billions = model.ParametersBillion;
        return new ModelSpeed(
            Prefill: 20_000 / billions,
            Decode: 600 / billions,
            LoadSeconds: 1 + (billions / 4),
            VramBytes: (ulong)(billions * 0.7e9),
            Slots,
            [450 / billions]
        );
    }

    private static ReplicaSnapshot Replica(
        int number,
        IReadOnlyList<ModelSnapshot> models,
        FrozenDictionary<string, ModelSpeed> speeds,
        bool isBusy
    ) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"replica-{number}"),
            Epoch: 1,
            "worker-1",
            "http://127.0.0.1:9/",
            ReplicaHealth.Healthy,
            InFlight: isBusy ? Slots : 0,
            Queued: isBusy ? WaitingPerReplica : 0,
            Slots,
            QueueLimit: 1_000,
            models,
            Simulated: false,
            TimeProvider.System.GetUtcNow()
        )
        {
            Speeds = speeds,
            VramBytes = 96_000_000_000,
            Work = isBusy ? [.. models.Where(model => model.Loaded is not null).Select(Work)] : [],
        };

    private static ModelWork Work(ModelSnapshot model, int place) =>
        place < Slots
            ? new(model.Key, 1, 0, 0, 0, 1_500, 200, TimeSpan.FromSeconds(2), TimeSpan.Zero)
            : new(model.Key, 0, WaitingPerReplica / 2, 3_000, 400, 0, 0, TimeSpan.Zero, TimeSpan.FromSeconds(3));

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
