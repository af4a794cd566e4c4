using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Planning;

/// <summary>Copies the true present of a fleet into a plan.</summary>
internal sealed class PlanPresent(PlanFleet fleet, IFleetTruth truth, VirtualElapsed clock)
{
    private readonly (long LoadId, double Since)[] _loading = new (long, double)[fleet.Now.Length];

    /// <summary>Notes when a load began, which nobody can see later on. To be called whenever something may have changed.</summary>
    public void Watch(int host)
    {
        foreach (var runner in truth.StateOf(host).Runners.Values)
        {
            if (runner.IsLoading && _loading[host].LoadId != runner.LoadId)
            {
                _loading[host] = (runner.LoadId, clock.Seconds);
            }
        }
    }

    public void Copy()
    {
        for (var host = 0; host < fleet.Now.Length; host++)
        {
            Watch(host);
            Copy(host, fleet.Now[host], truth.StateOf(host));
        }
    }

    private void Copy(int host, PlanHost plan, HostState state)
    {
        plan.Clear(clock.Seconds);
        var isOnCpu = state.Config.Gpus.IsEmpty;
        foreach (var runner in state.Runners.Values)
        {
            if (plan.Models.Of(runner.Model.Name, runner.ContextLength) is { } kind)
            {
                plan.Add(
                    new PlanRunner
                    {
                        Model = fleet.PlaceOf(runner.Model.Name),
                        Kind = kind,
                        Slots = runner.Slots,
                        Bytes = isOnCpu ? runner.SizeBytes : runner.VramBytes,
                        IsLoading = runner.IsLoading,
                        IsDraining = runner.IsDraining,
                        ReadyAt = _loading[host].Since + kind.LoadSeconds,
                    }
                );
            }
        }

        foreach (var waiting in state.Pending)
        {
            plan.AddLoad(fleet.PlaceOf(waiting.Model), waiting.Options.NumCtx ?? 0);
        }

        foreach (var call in truth.CallsOf(host))
        {
            plan.Add(Call(call));
        }

        plan.AdvanceTo(clock.Seconds);
    }

    private PlanCall Call(CallTruth call)
    {
        var planned = fleet.CallOf(call.Request);
        if (!call.IsRunning)
        {
            return planned;
        }

        var first = call.OutputTokensLeft - (call.Request.OutputTokens - 1);
        return planned with
        {
            Stage = PlanStage.Running,
            Prompt = call.PromptTokensLeft,
            First = first > 0 ? first : double.NegativeInfinity,
            Answer = call.OutputTokensLeft,
        };
    }
}
