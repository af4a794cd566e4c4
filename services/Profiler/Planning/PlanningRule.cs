using System.Collections.Immutable;
using Orchestrator.Profiler.Planning.Demand;

namespace Orchestrator.Profiler.Planning;

/// <summary>
/// One round of planning: counts become demand at the end of each bin, and a plan is made each interval. Pure:
/// <c>(state, sight, now) → state</c>. The same in the profiler and in "simulate".
/// </summary>
internal static class PlanningRule
{
    public static PlanningState Step(PlanningState state, FleetSight sight, PlanningOptions options, DateTimeOffset now)
    {
        state = Count(state, sight, now);
        var isDue = state.PlannedAt is not { } last || last + options.Interval <= now;
        // Before the first bin has ended nothing is known of demand, and a plan would be none.
        return options.Mode != PlanningMode.Off && isDue && !state.Demand.Models.IsEmpty
            ? state with
            {
                Plan = PlanRule.Plan(Input(state, sight, options, now), options.ToLimits(), now),
                PlannedAt = now,
            }
            : state;
    }

    private static PlanningState Count(PlanningState state, FleetSight sight, DateTimeOffset now)
    {
        var bin = DemandForecast.BinOf(now);
        state = state with { Counter = state.Counter.With(sight.Counts) };
        if (state.Bin is not { } open)
        {
            return state with { Bin = bin };
        }

        if (open >= bin)
        {
            return state;
        }

        var (counter, counts) = state.Counter.Close();
        if (bin - open > DemandForecast.Bin)
        {
            // Rounds were missed: these counts are of several bins, nobody knows which.
            return state with { Counter = counter, Bin = bin };
        }

        var models = sight.Replicas.SelectMany(replica => replica.Models).Select(model => model.Model);
        return state with
        {
            Counter = counter,
            Demand = state.Demand.With(open, counts, models.Concat(counts.Keys).ToHashSet(StringComparer.Ordinal)),
            Bin = bin,
        };
    }

    private static PlanInput Input(PlanningState state, FleetSight sight, PlanningOptions options, DateTimeOffset now)
    {
        var settings = sight.Settings.ToDictionary(one => one.Model, StringComparer.Ordinal);
        return new PlanInput(
            [.. sight.Replicas.Select(one => new PlanReplica(one.Name, one.VramBytes, one.Slots, one.ModelsMax))],
            [.. sight.Replicas.SelectMany(one => one.Models).Select(model => model.Model).Distinct().Select(Model)],
            [.. sight.Replicas.SelectMany(one => one.Models.Select(model => Place(state, one, model)))],
            Loaded(sight),
            state.Plan
        );

        PlanModel Model(string name)
        {
            var rate = state.Demand.Of(name).Forecast.RateOver(now, options.Horizon);
            return settings.TryGetValue(name, out var set)
                ? new PlanModel(name, rate, set.Priority, set.Pinned, set.Enabled)
                : new PlanModel(name, rate);
        }
    }

    private static ImmutableArray<PlanResident> Loaded(FleetSight sight) =>
        [
            .. sight.Replicas.SelectMany(replica =>
                replica
                    .Models.Where(model => model.IsLoaded)
                    .Select(model => new PlanResident(replica.Name, model.Model))
            ),
        ];

    private static PlanPlace Place(PlanningState state, ReplicaSight replica, ModelOnReplica model)
    {
        var demand = state.Demand.Of(model.Model);
        var seconds = (demand.PromptTokens * model.PromptSeconds) + (demand.OutputTokens * model.OutputSeconds);
        return new PlanPlace(replica.Name, model.Model, model.Bytes, model.LoadSeconds, Math.Max(seconds, 1e-3));
    }
}
