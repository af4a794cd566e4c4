using Orchestrator.EnsembleWorker.Admission;

namespace Orchestrator.EnsembleWorker.Tests.Admission;

/// <summary>Clients that want different contexts of one model must not make it be loaded again and again.</summary>
public sealed class ContextMemoryTests
{
    private static readonly int[] _contexts = [0, 2048, 16384, 4096, 8192];

    // As ContextNeed says it: what is small is left to the replica, the rest goes in powers of two.
    private static CallWish Call(int context) =>
        new("a") { ContextTokens = context, ContextToLoad = context <= 4096 ? null : context };

    /// <summary>One call after the other; a load takes 5 s and brings what was asked for.</summary>
    /// <returns>The contexts that were loaded with; 0 for the replica's own.</returns>
    private static List<int> Serve(SteeredReplica replica, long firstId, IEnumerable<int> contexts)
    {
        var loads = new List<int>();
        foreach (var context in contexts)
        {
            replica.Arrive(firstId, Call(context));
            if (replica.Actions is [AdmissionAction.Load load])
            {
                loads.Add(load.ContextTokens ?? 0);
                replica.Loaded("a", after: 5, load.ContextTokens ?? 4096);
            }

            Assert.Equal($"admit {firstId}", replica.Said);
            replica.Finish(firstId++);
        }

        return loads;
    }

    private static IEnumerable<int> Mixed(int calls) => Enumerable.Range(0, calls).Select(call => _contexts[call % 5]);

    [Fact]
    public void A_hundred_calls_with_mixed_contexts_load_a_model_once_when_its_largest_one_is_known()
    {
        var replica = new SteeredReplica().Look();
        Serve(replica, 1, [16384]);
        replica.Look();

        Assert.Equal([16384], Serve(replica, 2, Mixed(100)));
    }

    [Fact]
    public void A_model_that_nobody_has_used_yet_is_raised_once_and_never_lowered()
    {
        var replica = new SteeredReplica().Look();

        Assert.Equal([0, 16384], Serve(replica, 1, Mixed(100)));
    }

    [Fact]
    public void A_large_context_that_nobody_has_wanted_for_long_is_forgotten()
    {
        var replica = new SteeredReplica().Look();
        Serve(replica, 1, [16384]);
        replica.Look();
        replica.Pass(3_590);
        Assert.Equal([16384], Serve(replica, 2, [8192]));
        replica.Look();
        replica.Pass(60);

        Assert.Equal([8192], Serve(replica, 3, [8192]));
    }

    [Fact]
    public void A_replica_that_gives_less_than_it_was_asked_for_is_not_asked_again_and_again()
    {
        var replica = new SteeredReplica().Look();
        replica.Arrive(1, Call(16384));
        replica.Loaded("a", after: 5, context: 8192);
        Assert.Equal("admit 1", replica.Said);
        replica.Look([new SeenResident("a", 8192, 10)]);

        replica.Arrive(2, Call(16384));

        Assert.Equal("admit 2", replica.Said);
    }
}
