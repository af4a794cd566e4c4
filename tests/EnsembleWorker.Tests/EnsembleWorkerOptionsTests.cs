namespace Orchestrator.EnsembleWorker.Tests;

public sealed class EnsembleWorkerOptionsTests
{
    private static EnsembleWorkerOptions Options(params ReplicaOptions[] replicas) =>
        new() { Replicas = [.. replicas] };

    private static ReplicaOptions Replica(string name = "gpu-1", string url = "http://127.0.0.1:11434") =>
        new() { Name = name, Url = new Uri(url) };

    private static string Failure(EnsembleWorkerOptions options) =>
        new EnsembleWorkerOptionsCheck().Validate(null, options).FailureMessage ?? "";

    [Fact]
    public void The_defaults_are_valid() => Assert.Equal("", Failure(Options(Replica())));

    [Fact]
    public void A_replica_in_a_private_range_is_refused_with_the_setting_that_allows_it()
    {
        var options = Options(Replica(url: "http://192.168.1.20:11434"));
        Assert.Contains("Worker:AllowPrivateAddresses=true", Failure(options));

        options.AllowPrivateAddresses = true;
        Assert.Equal("", Failure(options));
    }

    [Fact]
    public void Two_replicas_of_one_name_are_refused() =>
        Assert.Contains("'gpu-1' is there twice", Failure(Options(Replica(), Replica())));

    [Fact]
    public void A_replica_without_address_is_refused() =>
        Assert.Contains("Url", Failure(Options(new ReplicaOptions { Name = "gpu-1" })));

    [Fact]
    public void A_limit_out_of_its_range_is_refused()
    {
        var options = Options(Replica());
        options.Replicas[0].Slots = 0;
        Assert.Contains("Slots", Failure(options));
    }

    [Fact]
    public void Leases_have_to_be_renewed_at_least_twice_in_their_life()
    {
        var options = Options(Replica());
        options.Leases.RenewInterval = TimeSpan.FromSeconds(5);
        Assert.Contains("RenewInterval", Failure(options));
    }
}
