using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker.Tests.Sources;

public sealed class ReplicaUnionTests
{
    private static ReplicaConfig Replica(string name, string source, int port = 1) =>
        new(name, new Uri($"http://127.0.0.1:{port}")) { Source = source };

    [Fact]
    public void All_sources_together_are_the_fleet()
    {
        var union = ReplicaUnion.Of(
            [
                [Replica("a", "static")],
                [Replica("b", "dns")],
                [Replica("c", "api")],
            ],
            10
        );

        Assert.Equal(["a", "b", "c"], union.Replicas.Select(replica => replica.Name));
        Assert.Empty(union.Clashes);
    }

    [Fact]
    public void Of_two_endpoints_with_one_name_the_first_source_s_counts_and_the_other_is_named()
    {
        var union = ReplicaUnion.Of(
            [
                [Replica("a", "static", 1)],
                [Replica("a", "api", 2)],
            ],
            10
        );

        Assert.Equal(1, Assert.Single(union.Replicas).Url.Port);
        Assert.Equal(("a", "api"), (Assert.Single(union.Clashes).Name, union.Clashes[0].Source));
    }

    [Fact]
    public void One_endpoint_that_two_sources_name_alike_is_no_clash()
    {
        var union = ReplicaUnion.Of(
            [
                [Replica("a", "static")],
                [Replica("a", "api")],
            ],
            10
        );

        Assert.Equal("static", Assert.Single(union.Replicas).Source);
        Assert.Empty(union.Clashes);
    }

    [Fact]
    public void What_is_above_the_limit_is_counted_and_left_out()
    {
        var union = ReplicaUnion.Of(
            [
                [Replica("a", "static")],
                [Replica("b", "dns"), Replica("c", "dns")],
            ],
            2
        );

        Assert.Equal(["a", "b"], union.Replicas.Select(replica => replica.Name));
        Assert.Equal(1, union.TooMany);
    }
}
