using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Profiler.Discovery;
using Orchestrator.Profiler.Tests.Hosting;
using static Orchestrator.Profiler.Tests.Hosting.ScriptedWorker;

namespace Orchestrator.Profiler.Tests.Discovery;

/// <summary>A worker that is found by other ways than the configuration, over real sockets.</summary>
public sealed class FoundWorkersTests
{
    [Fact]
    public async Task A_worker_behind_a_name_is_watched_and_found_again_by_its_registration_it_is_one()
    {
        await using var elsewhere = await ProfilerHost.StartAsync(
            settings: new() { ["ServiceCredential"] = Credential }
        );
        elsewhere.Worker.Name = "worker-9";
        elsewhere.Worker.Address = elsewhere.Address.ToString();
        var far = Replica("far", "m");
        far.Source = "dns";
        elsewhere.Worker.Owns(far);
        await using var host = await ProfilerHost.StartAsync(
            settings: new()
            {
                ["Profiler:Discovery:WorkerDns:0"] = $"workers.test:{elsewhere.Address.Port}",
                ["ServiceCredential"] = Credential,
            },
            build: builder => builder.Services.AddSingleton<IHostLookup>(new Names("workers.test"))
        );
        using var reader = host.Read();

        await reader.UntilAsync(view => view.Replicas.ContainsKey("far"), "the worker behind the name is heard");
        Assert.Equal("dns", reader.Replicas["far"].Source);
        using var registration = host.Client.RegisterWorker(
            new() { Worker = "worker-9", Address = elsewhere.Address.ToString().Replace("127.0.0.1", "localhost") }
        );
        host.Worker.Owns(Replica("near", "m"));
        await reader.UntilAsync(view => view.Replicas.ContainsKey("near"), "the other worker is heard");

        Assert.Equal(["worker-1", "worker-9"], reader.Owners.Values.Select(owner => owner.Worker).Order());
    }

    private const string Credential = "a-credential-of-the-tests";

    private sealed class Names(string known) : IHostLookup
    {
        public Task<IReadOnlyList<IPAddress>> AddressesAsync(string host, CancellationToken cancellationToken) =>
            host == known
                ? Task.FromResult<IReadOnlyList<IPAddress>>([IPAddress.Loopback])
                : throw new SocketException((int)SocketError.HostNotFound);
    }
}
