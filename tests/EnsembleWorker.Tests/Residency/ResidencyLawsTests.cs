using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Orchestrator.EnsembleWorker.Residency;

namespace Orchestrator.EnsembleWorker.Tests.Residency;

/// <summary>Laws over drawn hours of a replica; a failure prints the number that makes it again.</summary>
public sealed class ResidencyLawsTests
{
    private static readonly DateTimeOffset _start = new(2030, 1, 7, 12, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan _step = TimeSpan.FromSeconds(2);
    private static readonly ResidencyLimits _limits = new ResidencyOptions().ToLimits();
    private static readonly string[] _names = ["a", "b", "c", "d"];

    [Fact]
    public void A_swap_never_begins_while_its_victim_is_in_use_unless_it_has_waited_long_enough() =>
        ForAnyHour(
            (look, missingFor, action) =>
                action is not ResidencyAction.Load load
                || missingFor(load.Model) >= _limits.SwapWaitMax
                || look.Models.Where(seen => seen.IsLoaded && look.Plan!.Find(seen.Model) is not { IsResident: true })
                    .All(seen => seen.InUse == 0)
        );

    [Fact]
    public void Only_what_stays_by_the_plan_and_is_missing_is_ever_loaded() =>
        ForAnyHour(
            (look, _, action) =>
                action is not ResidencyAction.Load load
                || (
                    look.Plan!.Find(load.Model) is { IsResident: true }
                    && !look.Models.Any(seen => seen.IsLoaded && seen.Model == load.Model)
                )
        );

    [Fact]
    public void Only_what_is_in_memory_is_ever_touched() =>
        ForAnyHour(
            (look, _, action) =>
                action is not ResidencyAction.Touch touch
                || look.Models.Any(seen => seen.IsLoaded && seen.Model == touch.Model)
        );

    private static void ForAnyHour(Func<ResidencyEvent.Looked, Func<string, TimeSpan>, ResidencyAction, bool> law) =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(50),
            Prop.ForAll(Gen.Choose(0, 1_000_000).ToArbitrary(), seed => Holds(new Random(seed), law))
        );

    private static bool Holds(
        Random random,
        Func<ResidencyEvent.Looked, Func<string, TimeSpan>, ResidencyAction, bool> law
    )
    {
        var (state, plan) = (ResidencyState.Empty, Plan(random));
        var loaded = new HashSet<string>();
        var missingSince = new Dictionary<string, DateTimeOffset>();
        for (var now = _start; now < _start.AddHours(1); now += _step)
        {
            plan = random.Next(200) == 0 ? Plan(random) : plan;
            var look = new ResidencyEvent.Looked(
                plan,
                [.. _names.Select(name => Sight(random, name, loaded.Contains(name), now))],
                TimeSpan.FromMinutes(5)
            );
            Note(plan, loaded, missingSince, now);
            (state, var actions) = ResidencyRule.Step(state, look, _limits, now);
            if (!actions.All(action => law(look, model => now - missingSince.GetValueOrDefault(model, now), action)))
            {
                return false;
            }

            if (state.Loading is { } model && random.Next(5) == 0)
            {
                var isDone = random.Next(4) > 0;
                _ = isDone && loaded.Add(model);
                state = ResidencyRule.Step(state, new ResidencyEvent.LoadEnded(model, isDone), _limits, now).State;
            }

            loaded.RemoveWhere(_ => random.Next(200) == 0);
        }

        return true;
    }

    private static void Note(
        ResidencyPlan plan,
        HashSet<string> loaded,
        Dictionary<string, DateTimeOffset> missingSince,
        DateTimeOffset now
    )
    {
        foreach (var name in _names)
        {
            if (plan.Find(name) is { IsResident: true } && !loaded.Contains(name))
            {
                missingSince.TryAdd(name, now);
            }
            else
            {
                missingSince.Remove(name);
            }
        }
    }

    private static ModelSight Sight(Random random, string name, bool isLoaded, DateTimeOffset now) =>
        new(
            name,
            isLoaded,
            now.AddMinutes(random.Next(10)),
            random.Next(3) == 0 ? 1 : 0,
            now.AddSeconds(-random.Next(120)),
            random.Next(2) == 0 ? null : TimeSpan.FromHours(1)
        );

    private static ResidencyPlan Plan(Random random) =>
        new([
            .. _names
                .Where(_ => random.Next(3) > 0)
                .Select(name => new ResidencyEntry(name, TimeSpan.FromHours(1), random.Next(3) > 0)),
        ]);
}
