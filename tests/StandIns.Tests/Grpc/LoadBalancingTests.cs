using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Balancer;
using Grpc.Net.Client.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.StandIns.Tests.Grpc.Wire;

namespace Orchestrator.StandIns.Tests.Grpc;

public sealed class LoadBalancingTests
{
    [Fact]
    public async Task Calls_go_round_the_servers_and_on_to_the_rest_when_one_dies()
    {
        await using var one = await ProbeServer.StartAsync(Named("one"));
        await using var two = await ProbeServer.StartAsync(Named("two"));
        await using var services = Resolving(one.Address, two.Address);
        using var channel = Balanced(services);
        var client = new Probe.ProbeClient(channel);
        await UntilBothAnswerAsync(client);

        var before = await AskAsync(client, times: 10);
        Assert.Equal(5, before.Count(name => name == "one"));
        Assert.Equal(5, before.Count(name => name == "two"));

        await one.KillAsync();
        Assert.All(await AskAsync(client, times: 20), name => Assert.Equal("two", name));
        Assert.Equal(ConnectivityState.Ready, channel.State);
    }

    private static ProbeScript Named(string name) =>
        new() { Unary = (_, _) => Task.FromResult(new Note { Text = name }) };

    private static ServiceProvider Resolving(params Uri[] servers) =>
        new ServiceCollection()
            .AddSingleton<ResolverFactory>(
                new StaticResolverFactory(_ => servers.Select(server => new BalancerAddress(server.Host, server.Port)))
            )
            .BuildServiceProvider();

    private static GrpcChannel Balanced(ServiceProvider services) =>
        GrpcChannel.ForAddress(
            "static:///probe",
            new GrpcChannelOptions
            {
                Credentials = ChannelCredentials.Insecure,
                ServiceProvider = services,
                ServiceConfig = new ServiceConfig
                {
                    LoadBalancingConfigs = { new RoundRobinConfig() },
                    MethodConfigs = { RetryOnTheNext() },
                },
            }
        );

    /// <summary>A call that meets the dying server goes to the other one.</summary>
    private static MethodConfig RetryOnTheNext() =>
        new()
        {
            Names = { MethodName.Default },
            RetryPolicy = new RetryPolicy
            {
                MaxAttempts = 5,
                InitialBackoff = TimeSpan.FromMilliseconds(10),
                MaxBackoff = TimeSpan.FromMilliseconds(100),
                BackoffMultiplier = 2,
                RetryableStatusCodes = { StatusCode.Unavailable },
            },
        };

    /// <summary>Connections come up one after the other; the round is complete once both have answered.</summary>
    private static async Task UntilBothAnswerAsync(Probe.ProbeClient client)
    {
        var names = new HashSet<string>();
        for (var call = 0; names.Count < 2; call++)
        {
            Assert.True(call < 1_000, $"Only {string.Join(", ", names)} answered in {call} calls.");
            names.UnionWith(await AskAsync(client, times: 1));
        }
    }

    private static async Task<List<string>> AskAsync(Probe.ProbeClient client, int times)
    {
        var names = new List<string>();
        for (var call = 0; call < times; call++)
        {
            names.Add((await client.UnaryAsync(new Note()).ResponseAsync.Within("an answer")).Text);
        }

        return names;
    }
}
