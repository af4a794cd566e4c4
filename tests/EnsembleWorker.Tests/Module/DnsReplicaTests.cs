using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Sources;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>Replicas behind one host name, whose addresses come and go.</summary>
public sealed class DnsReplicaTests
{
    private readonly FakeResolver _resolver = new();

    private sealed class FakeResolver : IAddressResolver
    {
        public IReadOnlyList<IPAddress>? Addresses { get; set; } = [];

        public Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken) =>
            Addresses is { } known && host == "ollama.models.svc"
                ? Task.FromResult(known)
                : Task.FromException<IReadOnlyList<IPAddress>>(new SocketException((int)SocketError.HostNotFound));
    }

    private Task<WorkerHost> StartAsync(int port, string keepTime = "00:05:00", Uri? configured = null) =>
        WorkerHost.StartAsync(
            configured,
            new()
            {
                ["Worker:ReplicaDns:0:Name"] = "gpu",
                ["Worker:ReplicaDns:0:Url"] = $"http://ollama.models.svc:{port}",
                ["Worker:ReplicaDns:0:Interval"] = "00:00:00.1",
                ["Worker:ReplicaDns:0:KeepTime"] = keepTime,
            },
            services: services => services.AddSingleton<IAddressResolver>(_resolver)
        );

    private static bool IsUp(Replica replica, string name) =>
        replica.Name == name && replica is { Health: Health.Healthy, Models.Count: > 0 };

    [Fact]
    public async Task Each_address_is_a_replica_and_one_that_goes_leaves()
    {
        await using var one = await FakeOllama.StartAsync();
        await using var two = await FakeOllama.StartAsync(IPAddress.Parse("127.0.0.2"), one.Url.Port);
        _resolver.Addresses = [IPAddress.Parse("127.0.0.1")];
        await using var worker = await StartAsync(one.Url.Port);
        await worker.ReplicaAsync(r => IsUp(r, "gpu-127-0-0-1"), "the first address serves");

        _resolver.Addresses = [IPAddress.Parse("127.0.0.2"), IPAddress.Parse("127.0.0.1")];
        var second = await worker.ReplicaAsync(r => IsUp(r, "gpu-127-0-0-2"), "the second address serves");
        Assert.Equal(("dns", two.Url), (second.Source, new Uri(second.Url)));

        _resolver.Addresses = [IPAddress.Parse("127.0.0.2")];
        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3127), "the first address has left");
        await worker.ReplicaAsync(r => IsUp(r, "gpu-127-0-0-2"), "the second one is still there");
    }

    [Fact]
    public async Task A_name_server_that_is_away_takes_nothing_away_at_first_and_is_said_once()
    {
        await using var far = await FakeOllama.StartAsync();
        _resolver.Addresses = [IPAddress.Loopback];
        await using var worker = await StartAsync(far.Url.Port, keepTime: "00:00:02");
        await worker.ReplicaAsync(r => IsUp(r, "gpu-127-0-0-1"), "the address serves");

        _resolver.Addresses = null;

        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3141), "the worker says so");
        await worker.ReplicaAsync(r => IsUp(r, "gpu-127-0-0-1"), "it still serves");
        await Wait.UntilAsync(() => worker.Log.Lines.Any(line => line.Id.Id == 3127), "the time has passed");
        Assert.Single(worker.Log.Lines, line => line.Id.Id == 3141);
    }

    [Fact]
    public async Task Configured_found_and_added_replicas_are_one_fleet()
    {
        await using var far = await FakeOllama.StartAsync();
        _resolver.Addresses = [IPAddress.Loopback];
        await using var worker = await StartAsync(far.Url.Port, configured: far.Url);

        await worker.ReplicaAsync(r => IsUp(r, "gpu-127-0-0-1"), "the found one serves");
        await worker.ReplicaAsync(r => IsUp(r, WorkerHost.Replica), "the configured one serves");
    }

    [Fact]
    public async Task An_address_that_the_policy_refuses_is_left_out_with_a_word()
    {
        await using var far = await FakeOllama.StartAsync();
        _resolver.Addresses = [IPAddress.Parse("169.254.169.254"), IPAddress.Loopback];
        await using var worker = await StartAsync(far.Url.Port);

        await worker.ReplicaAsync(r => IsUp(r, "gpu-127-0-0-1"), "the other address serves");

        Assert.Single(worker.Log.Lines, line => line.Id.Id == 3143);
    }
}
