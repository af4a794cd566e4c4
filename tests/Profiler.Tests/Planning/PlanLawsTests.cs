using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Profiler.Planning;
using static Orchestrator.Profiler.Tests.Planning.PlanWorlds;

namespace Orchestrator.Profiler.Tests.Planning;

/// <summary>Laws that hold for any fleet and any demand; a failure prints the number that makes it again.</summary>
public sealed class PlanLawsTests
{
    private static readonly TimeSpan _interval = TimeSpan.FromMinutes(5);

    [Fact]
    public void What_stays_fits_into_the_share_of_the_memory_and_the_number_of_models() =>
        ForAnyDay(
            (input, plan, _) =>
                plan.Replicas.All(placement =>
                {
                    var replica = input.Replicas.Single(one => one.Name == placement.Replica);
                    var stays = placement.Models.Where(place => place.IsResident).ToList();
                    return stays.Sum(place => place.Bytes) <= replica.VramBytes * Limits.GpuMemoryUtilization
                        && (stays.Count <= 1 || stays.Count <= replica.ModelsMax);
                })
        );

    [Fact]
    public void Whatever_is_loaded_last_fits_into_what_Ollama_takes_of_the_free_memory() =>
        ForAnyDay(
            (input, plan, _) =>
                plan.Replicas.All(placement =>
                {
                    var vram = input.Replicas.Single(one => one.Name == placement.Replica).VramBytes;
                    var stays = placement.Models.Where(place => place.IsResident).ToList();
                    var sum = stays.Sum(place => place.Bytes);
                    return stays.Count <= 1
                        || stays.All(place => place.Bytes <= Limits.FurtherModelShare * (vram - (sum - place.Bytes)));
                })
        );

    [Fact]
    public void A_pinned_model_never_loses_its_place_to_demand() =>
        ForAnyDay(
            (input, plan, previous) =>
            {
                var pinned = input.Models.Where(model => model.Pinned && model.Enabled).Select(model => model.Name);
                var before = previous.Stays().Where(stay => pinned.Contains(stay.Place.Model)).Select(Key);
                return !before.Except(plan.Stays().Select(Key)).Any();
            }
        );

    [Fact]
    public void What_was_planned_a_short_while_ago_stays() =>
        ForAnyDay(
            (_, plan, previous) =>
            {
                var young = previous.Stays().Where(stay => At(1) - stay.Place.Since < Limits.MinResidency).Select(Key);
                return !young.Except(plan.Stays().Select(Key)).Any();
            }
        );

    [Fact]
    public void A_model_that_is_switched_off_is_nowhere_and_one_that_stays_is_nobody_s_guest() =>
        ForAnyDay(
            (input, plan, _) =>
            {
                var off = input.Models.Where(model => !model.Enabled).Select(model => model.Name).ToHashSet();
                var all = plan.Replicas.SelectMany(placement => placement.Models).ToList();
                var stays = all.Where(place => place.IsResident).Select(place => place.Model).ToHashSet();
                return all.TrueForAll(place => !off.Contains(place.Model))
                    && all.Where(place => !place.IsResident).All(place => !stays.Contains(place.Model));
            }
        );

    [Fact]
    public void Every_model_that_a_replica_can_hold_has_a_place() =>
        ForAnyDay(
            (input, plan, _) =>
            {
                var holdable = input
                    .Places.Where(place =>
                        place.Bytes
                        <= Limits.GpuMemoryUtilization
                            * input.Replicas.Single(one => one.Name == place.Replica).VramBytes
                    )
                    .Select(place => place.Model)
                    .Intersect(input.Models.Where(model => model.Enabled).Select(model => model.Name));
                return !holdable.Except(plan.Replicas.SelectMany(one => one.Models).Select(one => one.Model)).Any();
            }
        );

    [Fact]
    public void Under_constant_demand_a_plan_that_was_carried_out_soon_stays_as_it_is() =>
        ForAnySeed(seed =>
        {
            var input = Drawn(seed);
            PlacementPlan? plan = null;
            var revisions = new List<long>();
            for (var round = 0; round < 40; round++)
            {
                plan = PlanRule.Plan(plan is null ? input : input.CarriedOut(plan), Limits, Now + (round * _interval));
                revisions.Add(plan.Revision);
            }

            return revisions[^1] == revisions[^20];
        });

    [Fact]
    public void The_same_fleet_in_another_order_gets_the_same_plan() =>
        ForAnySeed(seed =>
        {
            var input = Drawn(seed);
            var turned = input with
            {
                Replicas = [.. input.Replicas.Reverse()],
                Models = [.. input.Models.Reverse()],
                Places = [.. input.Places.Reverse()],
                Resident = [.. input.Resident.Reverse()],
            };
            return PlanRule.Plan(input, Limits, Now).PlacesAs(PlanRule.Plan(turned, Limits, Now));
        });

    /// <summary>A first plan, carried out, and a second one five minutes later under another demand.</summary>
    private static void ForAnyDay(Func<PlanInput, PlacementPlan, PlacementPlan, bool> law) =>
        ForAnySeed(seed =>
        {
            var input = Drawn(seed);
            var previous = PlanRule.Plan(input, Limits, At(0));
            var next = input.CarriedOut(previous).Redrawn(seed + 1);
            return law(next, PlanRule.Plan(next, Limits, At(1)), previous) && law(input, previous, PlacementPlan.Empty);
        });

    private static void ForAnySeed(Func<int, bool> law) =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(60), Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), law));

    private static DateTimeOffset At(int round) => Now + (round * _interval);

    private static (string Replica, string Model) Key((string Replica, PlannedPlace Place) stay) =>
        (stay.Replica, stay.Place.Model);
}
