using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Testing;
using Orchestrator.Testing.Servers;
using Xunit.Abstractions;

namespace Orchestrator.Functional.Tests.Kill;

/// <summary>A worker that dies: its replicas get a new owner, and what it did not write down is done again, no more.</summary>
public sealed class TakeoverTests(KillFixture fixture, ITestOutputHelper output) : IClassFixture<KillFixture>
{
    private const int Clients = 4;
    private const int StepsOfARun = 4;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [ServerFact(ClusterServers.Needed)]
    public async Task Its_replicas_are_taken_over_under_a_new_epoch_and_the_old_one_is_refused()
    {
        var before = await fixture.Tables.LeasesAsync();
        var victim = before.Values.First().Worker;
        var heir = victim == "worker-1" ? "worker-2" : "worker-1";
        var orphans = before.Where(lease => lease.Value.Worker == victim).Select(lease => lease.Key).ToList();

        var killedAt = Stopwatch.GetTimestamp();
        await fixture.KillAsync(victim);
        await Wait.UntilAsync(
            async () => (await fixture.Tables.LeasesAsync()).Values.All(lease => lease.Worker == heir),
            () => $"{heir} owns every replica",
            Patience
        );
        output.WriteLine($"Taken over after {Stopwatch.GetElapsedTime(killedAt).TotalSeconds:F1} s.");

        var after = await fixture.Tables.LeasesAsync();
        foreach (var replica in orphans)
        {
            Assert.Equal(before[replica].Epoch + 1, after[replica].Epoch);
            Assert.Equal(StatusCode.FailedPrecondition, await GenerateAsync(heir, replica, before[replica].Epoch));
        }

        await fixture.StartAgainAsync(victim);
    }

    [ServerFact(ClusterServers.Needed)]
    public async Task Runs_outlive_the_absence_of_every_router()
    {
        var failed = await fixture.Tables.FailedAsync();
        await using var load = Load.Start(fixture.Cluster, singles: 0, ensembles: Clients);
        await Wait.UntilAsync(
            () => Task.FromResult(load.Ensembles.Count > Clients),
            () => $"ensembles are answered; last: {load.Latest}",
            Patience
        );

        await fixture.KillAsync("router-1");
        await fixture.KillAsync("router-2");
        await fixture.StartAgainAsync("router-1");
        await fixture.StartAgainAsync("router-2");
        await load.StopAsync();
        await Wait.UntilAsync(
            async () => await fixture.Tables.UnfinishedAsync() == 0,
            () => "every run ends",
            Patience
        );

        // What came meanwhile was refused; what had been accepted was finished.
        Assert.Equal(failed, await fixture.Tables.FailedAsync());
        Assert.DoesNotContain(load.Ensembles, answer => answer.End == AnswerEnd.Broken);
    }

    [ServerFact(ClusterServers.Needed)]
    public async Task Only_the_steps_that_were_in_flight_are_done_again()
    {
        var generatedBefore = await GeneratedAsync();
        var stepsBefore = await fixture.Tables.CompletedStepsAsync();
        await using var load = Load.Start(fixture.Cluster, singles: 0, ensembles: Clients);
        await Wait.UntilAsync(
            async () => await fixture.Tables.CompletedStepsAsync() > stepsBefore + Clients * StepsOfARun,
            () => $"steps are completed; last: {load.Latest}",
            Patience
        );

        await fixture.KillAsync("worker-1");
        var unfinished = await fixture.Tables.UnfinishedAsync();
        await load.StopAsync();
        await Wait.UntilAsync(
            async () => await fixture.Tables.UnfinishedAsync() == 0,
            () => "every run ends",
            Patience
        );
        await fixture.StartAgainAsync("worker-1");

        var generated = await GeneratedAsync() - generatedBefore;
        var steps = await fixture.Tables.CompletedStepsAsync() - stepsBefore;
        output.WriteLine(
            $"{steps} steps written down, {generated} answers finished at the replicas, {unfinished} runs under way at the kill."
        );
        // A repeated step is an answer that a replica finished and nobody wrote down.
        Assert.InRange(generated - steps, 0, unfinished * (StepsOfARun - 1));
    }

    /// <summary>Answers that the replicas finished, as they count them themselves.</summary>
    private async Task<long> GeneratedAsync()
    {
        long finished = 0;
        foreach (var replica in fixture.Cluster.Replicas)
        {
            finished += await replica.CountAsync("finished");
        }

        return finished;
    }

    private async Task<StatusCode> GenerateAsync(string worker, string replica, long epoch)
    {
        using var channel = GrpcChannel.ForAddress(fixture.Cluster.GrpcOf(worker));
        var request = new GenerateRequest
        {
            RunId = "old",
            Attempt = 1,
            Replica = replica,
            Epoch = (ulong)epoch,
            Model = "llama3.2:3b",
            Messages =
            {
                new Message { Role = "user", Content = "Hello" },
            },
        };
        var headers = new Metadata { { "x-service-credential", RunningCluster.Credential } };
        using var call = new Worker.WorkerClient(channel).Generate(request, headers);
        try
        {
            await call.ResponseStream.MoveNext(CancellationToken.None);
            return StatusCode.OK;
        }
        catch (RpcException exception)
        {
            return exception.StatusCode;
        }
    }
}
