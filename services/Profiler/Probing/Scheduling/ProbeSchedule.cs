using System.Collections.Immutable;

namespace Orchestrator.Profiler.Probing.Scheduling;

/// <summary>Which probe is next, if any. Pure.</summary>
/// <remarks>
/// Probes are the last to be served: only an idle replica is asked, first for models that are in memory, within the
/// day's budget, one at a time. Models that were asked for come first, then those of which least is known, then the
/// newest. What a unit's version has seen is not asked again.
/// </remarks>
internal sealed class ProbeSchedule(ProbingOptions options, ImmutableArray<ProbeQuestionSet> sets)
{
    private static readonly int _stages = Enum.GetValues<SpeedStage>().Length;
    private readonly ImmutableArray<(string Task, string Language, string Version)> _kinds =
    [
        .. sets.SelectMany(set =>
            ProbeQuestions
                .Languages.Where(language => set.In(language).Length > 0)
                .Select(language => (set.Task, language, set.Version))
        ),
    ];

    /// <summary>Notes who is idle and forgets replicas that are gone. To be called with every new view of the fleet.</summary>
    public static ProbeState Observe(ProbeState state, ProbeFacts facts, DateTimeOffset now)
    {
        var idle = facts
            .Replicas.Where(replica =>
                replica is { MayWork: true, IsBusy: false } || state.Running.ContainsKey(replica.Name)
            )
            .ToImmutableDictionary(
                replica => replica.Name,
                replica => state.IdleSince.GetValueOrDefault(replica.Name, now)
            );
        var names = facts.Replicas.Select(replica => replica.Name).ToHashSet(StringComparer.Ordinal);
        return ProbeBudget.OnDayOf(state, now) with
        {
            IdleSince = idle,
            Pauses = state.Pauses.RemoveRange(state.Pauses.Keys.Where(name => !names.Contains(name))),
        };
    }

    /// <returns>The order, set down as running, or null when there is nothing to do or nobody to do it.</returns>
    public (ProbeState State, ProbeOrder? Order) Next(ProbeState state, ProbeFacts facts, DateTimeOffset now)
    {
        if (!options.Enabled || state.Running.Count >= options.ParallelMax)
        {
            return (state, null);
        }

        var today = ProbeBudget.OnDayOf(state, now);
        foreach (var (replica, model) in Candidates(today, facts, now))
        {
            if (OrderFor(today, replica, model) is { } order && Fits(today, order))
            {
                var run = new Underway(ProbeBudget.For(order, options), (order as ProbeOrder.Ask)?.Unit);
                return (today with { Running = today.Running.Add(replica.Name, run) }, order);
            }
        }

        return (today, null);
    }

    /// <summary>Whether all that there is to ask of these weights was asked after this moment.</summary>
    public bool IsComplete(ProbeState state, string digest, DateTimeOffset since) =>
        UnitsOf(digest).All(unit => state.Finished.TryGetValue(unit, out var at) && at > since);

    /// <summary>Whether the whole micro-benchmark was run on this replica since its speed was asked for.</summary>
    public static bool IsMeasured(ProbeState state, string replica, string digest) =>
        state.Measured.GetValueOrDefault((replica, digest)) >= _stages;

    private static bool WantsSpeed(ProbeState state, ProbeReplica replica, ProbeModel model) =>
        WantsSpeedAgain(state, replica, model) || (!model.HasSpeed && !IsMeasured(state, replica.Name, model.Digest));

    private static bool WantsSpeedAgain(ProbeState state, ProbeReplica replica, ProbeModel model) =>
        state.AskedSpeeds.ContainsKey((replica.Name, model.Digest)) && !IsMeasured(state, replica.Name, model.Digest);

    private bool Fits(ProbeState state, ProbeOrder order) =>
        ProbeBudget.Allows(state, order.Replica.Name, ProbeBudget.For(order, options), options);

    private IEnumerable<(ProbeReplica Replica, ProbeModel Model)> Candidates(
        ProbeState state,
        ProbeFacts facts,
        DateTimeOffset now
    )
    {
        // Answers to questions that have changed since say nothing of how much is known now.
        var finished = state
            .Finished.Keys.Where(unit => _kinds.Contains((unit.Task, unit.Language, unit.Version)))
            .Where(state.IsFinished)
            .CountBy(unit => unit.Digest)
            .ToDictionary();
        int Known(ProbeModel model) => finished.GetValueOrDefault(model.Digest);
        return facts
            .Replicas.Where(replica => IsFree(state, replica, now))
            .SelectMany(replica => replica.Models.Select(model => (Replica: replica, Model: model)))
            .Where(pair =>
                pair.Model.Answers && (Known(pair.Model) < _kinds.Length || WantsSpeed(state, pair.Replica, pair.Model))
            )
            .Where(pair => pair.Model.IsLoaded || MayLoad(state, pair.Replica, now))
            .Where(pair => IsWorthTrying(state, pair.Replica, pair.Model))
            .OrderBy(pair => WantsSpeedAgain(state, pair.Replica, pair.Model) ? 0 : 1)
            .ThenBy(pair => state.Asked.ContainsKey(pair.Model.Digest) ? 0 : 1)
            .ThenBy(pair => pair.Model.IsLoaded ? 0 : 1)
            .ThenBy(pair => Known(pair.Model))
            .ThenByDescending(pair => pair.Model.FirstSeenAt)
            .ThenBy(pair => pair.Model.Digest, StringComparer.Ordinal)
            .ThenBy(pair => pair.Replica.Name, StringComparer.Ordinal);
    }

    // A model that cannot answer must not keep its replica busy for ever.
    private bool IsWorthTrying(ProbeState state, ProbeReplica replica, ProbeModel model) =>
        state.Failures.GetValueOrDefault((replica.Name, model.Digest)) < options.FailuresMax;

    private bool IsFree(ProbeState state, ProbeReplica replica, DateTimeOffset now) =>
        replica is { MayWork: true, IsBusy: false }
        && !state.Running.ContainsKey(replica.Name)
        && IsIdleFor(state, replica, options.IdleTime, now)
        && !(state.Pauses.TryGetValue(replica.Name, out var pause) && now < pause.Until);

    private bool MayLoad(ProbeState state, ProbeReplica replica, DateTimeOffset now) =>
        options.LoadModels && IsIdleFor(state, replica, options.IdleTimeBeforeLoad, now);

    private static bool IsIdleFor(ProbeState state, ProbeReplica replica, TimeSpan time, DateTimeOffset now) =>
        state.IdleSince.TryGetValue(replica.Name, out var since)
        && now - since >= time
        && !IsNear(replica.LastUsedAt, now, time);

    // By the owner's clock. One that is far ahead of ours says nothing, or its replicas would be probed only then.
    private static bool IsNear(DateTimeOffset? at, DateTimeOffset now, TimeSpan time) =>
        at is { } used && (now - used).Duration() < time;

    // Speed first: it costs a few seconds, and every routing decision needs it.
    private ProbeOrder? OrderFor(ProbeState state, ProbeReplica replica, ProbeModel model)
    {
        var stage = state.Measured.GetValueOrDefault((replica.Name, model.Digest));
        return WantsSpeed(state, replica, model)
            ? new ProbeOrder.Measure(
                replica,
                model,
                !model.IsLoaded,
                SpeedProbe.TokensMax((SpeedStage)stage),
                (SpeedStage)stage
            )
            : QuestionFor(state, replica, model);
    }

    // Two replicas with the same model must not both work at one unit, so a unit is open to one of them at a time.
    private ProbeOrder.Ask? QuestionFor(ProbeState state, ProbeReplica replica, ProbeModel model)
    {
        var unit = UnitsOf(model.Digest)
            .Where(unit => !state.IsFinished(unit) && state.Running.Values.All(run => run.Unit != unit))
            .OrderBy(unit => state.Begun.ContainsKey(unit) ? 0 : 1)
            .ThenBy(unit => QuestionOrder.Place(unit.Task + unit.Language, model.Digest, options.Seed))
            .FirstOrDefault();
        if (unit is null)
        {
            return null;
        }

        var asked = state.Begun.GetValueOrDefault(unit, Progress.Nothing).Asked;
        var questions = QuestionsOf(unit);
        var question = QuestionOrder
            .Shuffled(questions, model.Digest, options.Seed)
            .First(question => !asked.Contains(question.Id));
        var tokens = model.AlwaysThinks ? options.ThinkingAnswerTokensMax : options.AnswerTokensMax;
        return new ProbeOrder.Ask(replica, model, !model.IsLoaded, tokens, unit, question, questions.Length);
    }

    private IEnumerable<ProbeUnit> UnitsOf(string digest) =>
        _kinds.Select(kind => new ProbeUnit(digest, kind.Task, kind.Language, kind.Version));

    private ImmutableArray<ProbeQuestion> QuestionsOf(ProbeUnit unit) =>
        sets.First(set => set.Task == unit.Task).In(unit.Language);
}
