using Orchestrator.EnsembleWorker.Admission;
using static Orchestrator.EnsembleWorker.Tests.Admission.AdmissionLawTests;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

/// <summary>Plays a history and keeps books of its own, from the actions alone; throws when a law is broken.</summary>
internal sealed class AdmissionWitness(History history, DateTimeOffset start)
{
    private readonly Dictionary<long, AdmissionPriority> _waiting = [];
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
                var priority = (AdmissionPriority)(happening.Pick % 3);
                _waiting.Add(++_lastId, priority);
                return new AdmissionEvent.Arrive(_lastId, priority);
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

        Assert.True(_state.Running.SetEquals(_running), "the state runs what was admitted and has not ended");
        Assert.Equal(_waiting.Keys.Order(), _state.Waiting.Select(call => call.Id));
        Assert.True(_state.Waiting.Count <= _state.Limits.QueueLimit, "the queue is bounded");
        Assert.True(_waiting.Count == 0 || _running.Count >= _state.Limits.Slots, "nobody waits while a slot is free");
        Assert.True(_state.NextExpiry is not { } expiry || expiry > _now, "nobody waits beyond the limit");
    }

    private void Tell(AdmissionAction action)
    {
        Assert.True(_waiting.Remove(action.Id, out var priority), "only who waits is told, and once");
        if (action is AdmissionAction.Refuse)
        {
            Assert.True(_ended.Add(action.Id));
            return;
        }

        Assert.False(
            _waiting.Any(other => other.Value == priority && other.Key < action.Id),
            "first come, first served within a priority"
        );
        Assert.True(_running.Add(action.Id));
        Assert.True(_running.Count <= _state.Limits.Slots, "never more than there are slots");
    }

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
