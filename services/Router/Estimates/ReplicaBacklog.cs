using Orchestrator.Router.Fleet;

namespace Orchestrator.Router.Estimates;

/// <summary>
/// What a replica has to do, worked out once for each report of its owner. Work is in seconds of a call that runs alone:
/// these add up over models, and the number of calls that run at once only says how fast they pass.
/// </summary>
internal sealed class ReplicaBacklog
{
    /// <summary>Tokens of a call of which the owner tells nothing but that it is there.</summary>
    private const double TypicalPrompt = 800;
    private const double TypicalOutput = 200;

    private readonly List<ModelSnapshot> _coming = [];

    private ReplicaBacklog(ReplicaSnapshot replica) => Replica = replica;

    /// <summary>Whose it is: a copy of a replica must not take it over.</summary>
    public ReplicaSnapshot Replica { get; }

    /// <summary>Of calls that wait.</summary>
    public double WaitingSeconds { get; private set; }

    /// <summary>Of calls that run, when they began.</summary>
    public double RunningSeconds { get; private set; }

    /// <summary>What of that was done when the owner reported.</summary>
    public double DoneSeconds { get; private set; }

    /// <summary>Calls whose model is in memory and that really run, not those for which it is loaded.</summary>
    public int Decoding { get; private set; }

    /// <summary>Loads that calls wait for, the one that is under way not included.</summary>
    public double LoadsAhead { get; private set; }

    /// <summary>What was left of the load under way when the owner reported; 0 without one.</summary>
    public double LoadingLeft { get; private set; }

    /// <summary>What is in memory: what the plan does not name first, then idle models, then by name.</summary>
    public Resident[] Residents { get; private set; } = [];

    /// <summary>Models that calls wait for or that are being loaded, and that are not in memory yet; rarely more than one.</summary>
    public IReadOnlyList<ModelSnapshot> Coming => _coming;

    /// <summary>The speed that calls share; of the model that has most calls.</summary>
    public ModelSpeed Shared { get; private set; } = ModelSpeed.Unknown;

    public static ReplicaBacklog Of(ReplicaSnapshot replica)
    {
        var backlog = new ReplicaBacklog(replica);
        var (running, waiting, most) = (0, 0, 0);
        foreach (var work in replica.Work)
        {
            if (replica.Find(work.Model) is { } model)
            {
                var speed = replica.SpeedOf(model);
                backlog.Add(work, model, speed);
                (running, waiting) = (running + work.Running, waiting + work.Waiting);
                if (work.Running + work.Waiting > most)
                {
                    (most, backlog.Shared) = (work.Running + work.Waiting, speed);
                }
            }
        }

        backlog.AddUnnamed(Math.Max(0, replica.InFlight - running), Math.Max(0, replica.Queued - waiting));
        if (replica.Loading is { } loading && replica.Find(loading.Model) is { } loaded)
        {
            var seconds = replica.SpeedOf(loaded).LoadSeconds;
            backlog.LoadingLeft = Left(seconds, loading.For.TotalSeconds);
            backlog.Expect(loaded);
        }

        backlog.Residents = [.. InMemory(replica)];
        return backlog;
    }

    private static IEnumerable<Resident> InMemory(ReplicaSnapshot replica) =>
        from model in replica.Models
        where model.Loaded is not null && replica.Loading?.Model != model.Key
        let speed = replica.SpeedOf(model)
        let work = replica.Work.FirstOrDefault(work => work.Model == model.Key)
        let calls = work is null ? 0 : work.Running + work.Waiting
        orderby replica.Plans(model.Key), calls > 0, model.Key
        select new Resident(model, speed, speed.VramBytes, calls);

    private void Expect(ModelSnapshot model)
    {
        if (!_coming.Contains(model))
        {
            _coming.Add(model);
        }
    }

    /// <summary>
    /// What is left of something that was expected to take so long, after a while: never nothing, because it has not ended.
    /// </summary>
    public static double Left(double seconds, double passed) => Math.Max(seconds - passed, seconds * LeastLeft);

    private const double LeastLeft = 0.1;

    private void Add(ModelWork work, ModelSnapshot model, ModelSpeed speed)
    {
        var running = speed.Alone(work.RunningPromptTokens, work.RunningOutputTokens);
        RunningSeconds += running;
        WaitingSeconds += speed.Alone(work.WaitingPromptTokens, work.WaitingOutputTokens);
        var isLoading = Replica.Loading?.Model == work.Model;
        if (model.Loaded is not null && !isLoading)
        {
            Decoding += work.Running;
            var calls = Math.Max(Replica.InFlight, work.Running);
            DoneSeconds += Math.Min(running, work.Running * work.RunningFor.TotalSeconds / speed.Slowdown(calls));
        }
        else if (!isLoading)
        {
            LoadsAhead += speed.LoadSeconds;
            Expect(model);
        }
    }

    private void AddUnnamed(int running, int waiting)
    {
        if (running + waiting > 0)
        {
            var speed = Loaded() is { } model ? Replica.SpeedOf(model) : Shared;
            Shared = Shared == ModelSpeed.Unknown ? speed : Shared;
            var seconds = speed.Prefill > 0 ? speed.Alone(TypicalPrompt, TypicalOutput) : 1;
            RunningSeconds += running * seconds;
            WaitingSeconds += waiting * seconds;
            Decoding += running;
            // Nothing tells how far they are: half, on average.
            DoneSeconds += running * seconds / 2;
        }
    }

    private ModelSnapshot? Loaded() =>
        Replica.Models.FirstOrDefault(model => model.Loaded is not null)
        ?? (Replica.Models.Count > 0 ? Replica.Models[0] : null);
}
