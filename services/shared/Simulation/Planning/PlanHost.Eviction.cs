namespace Orchestrator.Simulation.Planning;

/// <summary>Which models of a planned host give way to others.</summary>
internal sealed partial class PlanHost
{
    /// <returns>The bytes that it would take; -1 when another model has to give way.</returns>
    private long Fits(PlanModel kind)
    {
        if (_runnerCount == 0)
        {
            return kind.Bytes;
        }

        if (kind.IsSpilled || _runnerCount >= models.Host.Config.LoadedModelsLimit)
        {
            return -1;
        }

        var free = models.Bytes;
        for (var at = 0; at < _runnerCount; at++)
        {
            free -= _runners[at].Bytes;
        }

        var limit = free * models.Host.Config.FreeMemoryShare;
        return kind.Bytes <= limit ? kind.Bytes
            : kind.SingleSlotBytes <= limit ? kind.SingleSlotBytes
            : -1;
    }

    // All have the keep_alive of the owner, so that idle ones go in order of their names.
    private int Victim()
    {
        var victim = 0;
        for (var at = 1; at < _runnerCount; at++)
        {
            victim = Rank(_runners[at]).CompareTo(Rank(_runners[victim])) < 0 ? at : victim;
        }

        return victim;
    }

    private static (bool IsBusy, bool IsWanted, int Model) Rank(PlanRunner runner) =>
        (!runner.IsIdle, !runner.IsDraining, runner.Model);

    private bool Evict(int at)
    {
        for (var other = 0; other < _runnerCount; other++)
        {
            // It waits for the one that it chose, even when another one falls idle meanwhile.
            if (_runners[other].IsDraining && !_runners[other].IsIdle)
            {
                return false;
            }
        }

        _runners[at].IsDraining = true;
        if (!_runners[at].IsIdle)
        {
            return false;
        }

        Unload(at);
        return true;
    }

    private void Unload(int at)
    {
        _runners[at] = _runners[--_runnerCount];
    }
}
