namespace Orchestrator.Simulation.Planning;

/// <summary>What a planned host decides when something has changed.</summary>
internal sealed partial class PlanHost
{
    private void Settle()
    {
        Admit();
        for (var round = 0; round < PlanFleet.StepsMax && AdvanceLoads(); round++)
        {
            // Each round takes a load out or a model.
        }

        FillSlots();
    }

    private void Admit()
    {
        var taken = _callCount - _queued;
        for (var at = 0; at < _callCount && _queued > 0 && taken < _slots; at++)
        {
            if (_calls[at].Stage == PlanStage.Queued)
            {
                _calls[at].Stage = PlanStage.Admitted;
                _queued--;
                taken++;
            }
        }

        for (var at = 0; at < _callCount; at++)
        {
            if (_calls[at].Stage == PlanStage.Admitted)
            {
                SeekModel(ref _calls[at]);
            }
        }
    }

    private void SeekModel(ref PlanCall call)
    {
        var at = Find(call.Model);
        if (at >= 0 && _runners[at].Kind.Context >= call.NeededContext)
        {
            if (!_runners[at].IsLoading)
            {
                call.Stage = PlanStage.AtModel;
                _runners[at].Waiting++;
            }

            return;
        }

        for (var load = 0; load < _loadCount; load++)
        {
            if (_loads[load].Model == call.Model)
            {
                _loads[load].Context = Math.Max(_loads[load].Context, call.AskedContext);
                return;
            }
        }

        AddLoad(call.Model, call.AskedContext);
    }

    /// <returns>Whether something changed that may let the first load, or the next one, go on.</returns>
    private bool AdvanceLoads()
    {
        if (_loadCount == 0 || IsLoading)
        {
            return false;
        }

        var (model, context) = _loads[0];
        if (models.Of(fleet.NameOf(model), context) is not { } kind)
        {
            TakeLoad();
            return true;
        }

        var at = Find(model);
        if (at >= 0 && _runners[at].Kind.Context >= kind.Context)
        {
            TakeLoad();
            Admit();
            return true;
        }

        return at >= 0 ? Evict(at)
            : Fits(kind) is var bytes and >= 0 ? Load(model, kind, bytes)
            : Evict(Victim());
    }

    private bool Load(int model, PlanModel kind, long bytes)
    {
        TakeLoad();
        Add(
            new PlanRunner
            {
                Model = model,
                Kind = kind,
                Bytes = bytes,
                Slots = bytes < kind.Bytes ? 1 : kind.Slots,
                IsLoading = true,
                ReadyAt = _now + kind.LoadSeconds,
            }
        );
        return false;
    }

    private void TakeLoad()
    {
        Array.Copy(_loads, 1, _loads, 0, _loadCount - 1);
        _loadCount--;
    }

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
