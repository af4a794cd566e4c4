namespace Orchestrator.Simulation.Planning;

/// <summary>A quick guess at what a call would meet on a planned host, for the requests that are only looked ahead at.</summary>
internal sealed partial class PlanHost
{
    // A model that gives way will be wanted again more often than not.
    private const double EvictionShare = 0.5;

    /// <returns>Seconds to the first token, with a part of what others will lose; infinity when it cannot be done.</returns>
    public double Score(PlanCall call)
    {
        var at = Find(call.Model);
        if (at >= 0 && _runners[at].Kind.Context >= call.NeededContext)
        {
            var load = _runners[at].IsLoading ? _runners[at].ReadyAt - _now : 0;
            var slots = Math.Min(_slots, _runners[at].Slots);
            return Math.Max(load, Wait(slots)) + Prompt(call, _runners[at].Kind, _runners[at].Running);
        }

        return models.Of(fleet.NameOf(call.Model), call.AskedContext) is { } kind
            ? Math.Max(Wait(_slots), LoadsAhead()) + ColdSeconds(kind) + Prompt(call, kind, 0)
            : double.PositiveInfinity;
    }

    private double Prompt(PlanCall call, PlanModel kind, int running)
    {
        var others = 0;
        for (var at = 0; at < _runnerCount; at++)
        {
            others += _runners[at].Running > 0 && _runners[at].Model != call.Model ? 1 : 0;
        }

        var busy = Math.Min(running, kind.PromptSeconds.Length - 1);
        return ((call.Prompt * kind.PromptSeconds[busy]) + kind.AnswerSeconds[busy]) * (1 + others);
    }

    /// <summary>Until a slot is free, if those that are there leave one after another at an even pace.</summary>
    private double Wait(int slots)
    {
        if (_callCount < slots)
        {
            return 0;
        }

        var seconds = 0.0;
        for (var at = 0; at < _callCount; at++)
        {
            ref var call = ref _calls[at];
            var runner = Find(call.Model);
            var kind = runner >= 0 ? _runners[runner].Kind : models.Of(fleet.NameOf(call.Model), call.AskedContext);
            if (kind is not null)
            {
                var last = kind.PromptSeconds.Length - 1;
                seconds += (call.Prompt * kind.PromptSeconds[last]) + (call.Answer * kind.AnswerSeconds[last]);
                seconds += runner < 0 ? kind.LoadSeconds : 0;
            }
        }

        return seconds / slots * (_callCount - slots + 1) / _callCount;
    }

    private double LoadsAhead()
    {
        var seconds = 0.0;
        for (var at = 0; at < _runnerCount; at++)
        {
            seconds += _runners[at].IsLoading ? _runners[at].ReadyAt - _now : 0;
        }

        for (var at = 0; at < _loadCount; at++)
        {
            seconds += models.Of(fleet.NameOf(_loads[at].Model), _loads[at].Context)?.LoadSeconds ?? 0;
        }

        return seconds;
    }

    private double ColdSeconds(PlanModel kind)
    {
        if (Fits(kind) >= 0)
        {
            return kind.LoadSeconds;
        }

        var victim = Victim();
        var drain = _runners[victim].IsIdle ? 0 : Wait(1);
        return kind.LoadSeconds + drain + (EvictionShare * _runners[victim].Kind.LoadSeconds);
    }
}
