using Orchestrator.EnsembleWorker.Admission;
using static Orchestrator.EnsembleWorker.Tests.Admission.AdmissionLawTests;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

/// <summary>Plays a history and keeps books of its own, from the actions alone; throws when a law is broken.</summary>
internal sealed class AdmissionWitness(History history, DateTimeOffset start)
{
    private static readonly string[] _models = ["", "a", "b"];

    private readonly Dictionary<long, AdmissionPriority> _waiting = [];
    private readonly Dictionary<long, string> _modelOf = [];
    private readonly Dictionary<string, int> _modelSlots = new(StringComparer.Ordinal);
    private readonly HashSet<long> _probes = [];
    private readonly HashSet<long> _preempted = [];
    private readonly HashSet<long> _running = [];
    private readonly HashSet<long> _ended = [];
    private AdmissionState _state = AdmissionState.Empty(
        new AdmissionLimits(history.Slots, history.QueueLimit, TimeSpan.FromSeconds(40), TimeSpan.FromSeconds(11))
    );

    private DateTimeOffset _now = start;
    private long _lastId;

    public void Run()
    {
        foreach (var happening in history.Happenings)
        {
            _now += TimeSpan.FromSeconds(happening.Seconds);
            Step(ToEvent(happening));
        }

        EndEverything();
        Assert.Empty(_state.Running);
        Assert.Empty(_state.Waiting);
        Assert.Equal(_lastId, _ended.Count);
    }

    private AdmissionEvent ToEvent(Happening happening)
    {
        switch (happening.Kind)
        {
            case 0:
                var priority = (AdmissionPriority)(happening.Pick % 4);
                _waiting.Add(++_lastId, priority);
                _modelOf[_lastId] = _models[happening.Pick / 4 % 3];
                return new AdmissionEvent.Arrive(_lastId, new CallWish(_modelOf[_lastId]) { Priority = priority });
            case 1:
                return new AdmissionEvent.Finish(End(_running, Pick(_running, happening.Pick)));
            case 2:
                var left = Pick(_waiting.Keys, happening.Pick);
                _waiting.Remove(left);
                return new AdmissionEvent.Cancel(End([], left));
            case 3:
                return new AdmissionEvent.Drain();
            case 4:
                return new AdmissionEvent.Resume();
            case 5:
                return new AdmissionEvent.ChangeSlots(1 + (happening.Pick % 4));
            case 6:
                _probes.Add(++_lastId);
                return new AdmissionEvent.Probe(_lastId);
            case 7:
                var model = _models[1 + (happening.Pick % 2)];
                _modelSlots[model] = 1 + (happening.Pick / 2 % 3);
                return new AdmissionEvent.ChangeModelSlots(model, _modelSlots[model]);
            default:
                return new AdmissionEvent.Expire();
        }
    }

    private void Step(AdmissionEvent happened)
    {
        AdmissionStep step;
        (_state, _) = step = AdmissionRule.Step(_state, happened, _now);
        foreach (var action in step.Actions)
        {
            Tell(action);
        }

        Assert.False(
            _waiting.Count > 0 && _running.Any(id => _probes.Contains(id) && !_preempted.Contains(id)),
            "nobody waits while a probe runs that was not told to end"
        );
        Assert.False(
            _running.Count > 1 && _running.Any(id => _probes.Contains(id) && !_preempted.Contains(id)),
            "a probe that goes on has the replica to itself"
        );

        Assert.True(_running.SetEquals(_state.Running.Keys), "the state runs what was admitted and has not ended");
        Assert.Equal(_waiting.Keys.Order(), _state.Waiting.Select(call => call.Id));
        Assert.True(_state.Waiting.Count <= _state.Limits.QueueLimit, "the queue is bounded");
        Assert.True(
            _running.Count >= _state.Limits.Slots || _waiting.Keys.All(IsModelFull),
            "nobody waits while a slot is free that may be taken"
        );
        Assert.True(_state.NextExpiry is not { } expiry || expiry > _now, "nobody waits beyond the limit");
    }

    private void Tell(AdmissionAction action)
    {
        if (action is AdmissionAction.Preempt)
        {
            Assert.True(_probes.Contains(action.Id) && _running.Contains(action.Id), "only a probe that runs is ended");
            Assert.True(_preempted.Add(action.Id), "and once");
            return;
        }

        var isProbe = _probes.Contains(action.Id);
        var priority = AdmissionPriority.Probe;
        Assert.True(isProbe || _waiting.Remove(action.Id, out priority), "only who waits is told, and once");
        if (action is AdmissionAction.Refuse)
        {
            Assert.True(_ended.Add(action.Id));
            return;
        }

        Assert.True(!isProbe || _running.Count == 0, "a probe begins on an idle replica only");
        Assert.False(
            !isProbe
                && _waiting.Any(other =>
                    other.Value == priority && other.Key < action.Id && _modelOf[other.Key] == _modelOf[action.Id]
                ),
            "first come, first served within a priority and a model"
        );
        Assert.True(_running.Add(action.Id));
        Assert.True(_running.Count <= _state.Limits.Slots, "never more than there are slots");
        Assert.True(
            isProbe || _running.Count(id => SameModel(id, action.Id)) <= SlotsOf(action.Id),
            "never more of a model than it has slots"
        );
    }

    private bool SameModel(long one, long other) =>
        _modelOf.GetValueOrDefault(one, "-") == _modelOf[other] && _modelOf[other].Length > 0;

    private int SlotsOf(long id) => _modelSlots.GetValueOrDefault(_modelOf[id], int.MaxValue);

    private bool IsModelFull(long id) => _running.Count(running => SameModel(running, id)) >= SlotsOf(id);

    private void EndEverything()
    {
        Step(new AdmissionEvent.Resume());
        while (_running.Count > 0)
        {
            Step(new AdmissionEvent.Finish(End(_running, _running.First())));
        }
    }

    private static long Pick(IReadOnlyCollection<long> ids, int pick) =>
        ids.Count == 0 ? -1 : ids.Order().ElementAt(pick % ids.Count);

    private long End(HashSet<long> from, long id)
    {
        if (id > 0)
        {
            from.Remove(id);
            _ended.Add(id);
        }

        return id;
    }
}
