namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Drives <see cref="HealthRule"/> for one replica: signs come from its looks and from its calls.</summary>
/// <param name="options">When what counts.</param>
/// <param name="changed">Told the old and the new state, outside of the lock, when there is something to see.</param>
/// <param name="clock">Time.</param>
internal sealed class HealthRecord(HealthOptions options, Action<HealthState, HealthState> changed, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private HealthState _state = HealthState.New;

    public HealthState State => Volatile.Read(ref _state);

    public void Post(HealthEvent happened)
    {
        HealthState before;
        HealthState after;
        lock (_gate)
        {
            before = _state;
            after = HealthRule.Step(before, happened, clock.GetUtcNow(), options);
            Volatile.Write(ref _state, after);
        }

        if (before.Health != after.Health || before.Reason != after.Reason)
        {
            changed(before, after);
        }
    }
}
