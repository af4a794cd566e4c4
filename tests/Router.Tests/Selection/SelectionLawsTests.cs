using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;
using static Orchestrator.Router.Tests.Fleets;

namespace Orchestrator.Router.Tests.Selection;

/// <summary>Laws that hold for any fleet, any load and any history; a failure prints the number that makes it again.</summary>
public sealed class SelectionLawsTests
{
    [Fact]
    public void Nothing_that_is_unreachable_draining_full_open_or_unable_is_ever_chosen() =>
        ForAnyFleet(
            (state, request, step) =>
            {
                if (step.Result is not SelectionResult.Chosen chosen)
                {
                    return true;
                }

                return chosen.Choices.All(choice =>
                {
                    var replica = choice.Entry.Replica;
                    var breakers = state.LedgerOf(replica)?.Breakers ?? Breakers.Closed;
                    return replica.Health == ReplicaHealth.Healthy
                        && choice.Load < replica.Slots + replica.QueueLimit
                        && breakers.WhyNot(Start, Limits.Breakers) is null
                        && choice.Entry.Model.Abilities.HasFlag(request.Needs)
                        && choice.Entry.Model.ContextTokens >= request.NeededTokens;
                });
            }
        );

    [Fact]
    public void Nothing_is_both_chosen_and_excluded_and_nothing_is_chosen_twice() =>
        ForAnyFleet(
            (_, _, step) =>
            {
                if (step.Result is not SelectionResult.Chosen chosen)
                {
                    return true;
                }

                var taken = chosen
                    .Choices.Select(choice => (choice.Entry.Model.Name, choice.Entry.Replica.Name))
                    .ToList();
                var left = chosen.Exclusions.Select(excluded => (excluded.Model, excluded.Replica));
                return taken.Distinct().Count() == taken.Count && !taken.Intersect(left).Any();
            }
        );

    [Fact]
    public void A_refusal_means_that_no_replica_would_have_done() =>
        ForAnyFleet(
            (state, request, step) =>
                step.Result is SelectionResult.Chosen
                || !state.Fleet.Replicas.Any(replica =>
                    replica.Health == ReplicaHealth.Healthy
                    && replica.InFlight + replica.Queued < replica.Slots + replica.QueueLimit
                    && !state.Ledgers.ContainsKey(replica.Name)
                    && replica.Models.Any(model => ModelRanking.WhyNot(new(0, replica, model), request) is null)
                )
        );

    [Fact]
    public void A_choice_adds_exactly_one_to_the_load_of_the_replica_that_it_took() =>
        ForAnyFleet(
            (state, _, step) =>
            {
                if (step.Result is not SelectionResult.Chosen chosen)
                {
                    return step.State == state;
                }

                var name = chosen.Choices[0].Entry.Replica.Name;
                return Pending(step.State, name) == Pending(state, name) + 1
                    && state
                        .Fleet.Replicas.Where(other => other.Name != name)
                        .All(other => Pending(step.State, other.Name) == Pending(state, other.Name));
            }
        );

    private static int Pending(SelectionState state, string replica) =>
        state.Ledgers.GetValueOrDefault(replica)?.Pending.Length ?? 0;

    private static void ForAnyFleet(
        Func<SelectionState, SelectionRequest, (SelectionState State, SelectionResult Result), bool> law
    ) =>
        Check.QuickThrowOnFailure(
            Prop.ForAll<int>(seed =>
            {
                var random = new Random(seed);
                var request = Request("auto", needs: RandomNeeds(random), tokens: random.Next(300, 20_000));
                var state = RandomState(random);
                return law(state, request, state.Choose(request, seed: seed));
            })
        );

    private static SelectionState RandomState(Random random)
    {
        var fleet = new FleetSnapshot(Enumerable.Range(0, random.Next(0, 12)).Select(i => RandomReplica(i, random)));
        var state = Fresh(fleet);
        foreach (var replica in fleet.Replicas.Where(_ => random.Next(3) == 0))
        {
            for (var i = random.Next(6); i > 0; i--)
            {
                state = state.WithChoice(new PendingChoice($"r{i}", Start), replica, Limits);
                var outcome = (AttemptOutcome)random.Next(5);
                state = state.WithReport(new($"x{i}", replica.Name, replica.Epoch, outcome), Start, Limits);
            }
        }

        return state;
    }

    private static ReplicaSnapshot RandomReplica(int index, Random random) =>
        Replica(
            $"r{index}",
            [.. Enumerable.Range(0, 5).Where(_ => random.Next(2) == 0).Select(i => RandomModel(i, random))],
            inFlight: random.Next(4),
            queued: random.Next(4),
            slots: random.Next(1, 4),
            queueLimit: random.Next(4),
            health: (ReplicaHealth)random.Next(3),
            epoch: (ulong)random.Next(1, 3),
            simulated: random.Next(3) == 0
        );

    private static ModelSnapshot RandomModel(int index, Random random)
    {
        string[] capabilities = ["completion", "tools", "vision", "thinking", "embedding"];
        return Model(
            $"model{index}:{index + 1}b",
            resident: random.Next(2) == 0,
            context: (uint)random.Next(1, 30_000),
            capabilities: [capabilities[random.Next(5)], .. capabilities.Where(_ => random.Next(2) == 0)]
        );
    }

    private static ModelAbilities RandomNeeds(Random random) =>
        ModelAbilities.Completion | (random.Next(3) == 0 ? ModelAbilities.Tools : ModelAbilities.None);
}
