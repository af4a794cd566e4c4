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

    private void FillSlots()
    {
        for (var at = 0; at < _callCount; at++)
        {
            ref var call = ref _calls[at];
            if (call.Stage != PlanStage.AtModel)
            {
                continue;
            }

            ref var runner = ref _runners[Find(call.Model)];
            if (runner.Running < runner.Slots)
            {
                call.Stage = PlanStage.Running;
                runner.Waiting--;
                runner.Running++;
            }
        }
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
}
