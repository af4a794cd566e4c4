using Grpc.Core;
using Orchestrator.ServiceDefaults.Tests.EchoV1;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Peers;

public sealed class BalancingTests
{
    [Fact]
    public async Task Calls_are_shared_by_all_addresses_of_a_service()
    {
        await using var first = await EchoApp.StartAsync(Naming("first"));
        await using var second = await EchoApp.StartAsync(Naming("second"));
        await using var caller = await CallerOf(first.Grpc, second.Grpc);
        var echo = caller.Get<Echo.EchoClient>();
        await BothAnswerAsync(echo);

        var answers = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            answers.Add((await echo.SayAsync(new EchoRequest())).Text);
        }

        Assert.Equal(20, answers.Count(answer => answer == "first"));
        Assert.Equal(20, answers.Count(answer => answer == "second"));
    }

    [Fact]
    public async Task When_one_of_two_dies_no_call_fails()
    {
        await using var first = await EchoApp.StartAsync(Naming("first"));
        await using var second = await EchoApp.StartAsync(Naming("second"));
        await using var caller = await CallerOf(first.Grpc, second.Grpc);
        var echo = caller.Get<Echo.EchoClient>();
        await BothAnswerAsync(echo);

        await first.StopAsync();
        var answers = new List<string>();
        for (var i = 0; i < 40; i++)
        {
            answers.Add((await echo.SayAsync(new EchoRequest())).Text);
        }

        Assert.All(answers, answer => Assert.Equal("second", answer));
    }

    [Fact]
    public async Task A_peer_that_was_never_there_is_skipped()
    {
        await using var alive = await EchoApp.StartAsync(Naming("alive"));
        await using var caller = await CallerOf(new Uri($"http://127.0.0.1:{FreePort.Take()}"), alive.Grpc);

        var answer = await Wait.ForAsync(
            caller.Get<Echo.EchoClient>().SayAsync(new EchoRequest()).ResponseAsync,
            "an answer"
        );

        Assert.Equal("alive", answer.Text);
    }

    [Fact]
    public async Task With_no_peer_alive_a_call_is_unavailable_and_does_not_hang()
    {
        await using var caller = await CallerOf(new Uri($"http://127.0.0.1:{FreePort.Take()}"));

        var status = await Wait.ForAsync(
            caller.Get<Echo.EchoClient>().SayAsync(new EchoRequest()).StatusOf(),
            "the call is given up"
        );

        Assert.Equal(StatusCode.Unavailable, status.StatusCode);
    }

    [Fact]
    public async Task A_refusal_as_unavailable_is_tried_at_the_other_address()
    {
        var refusing = new EchoScript
        {
            Say = (_, _) => throw new RpcException(new Status(StatusCode.Unavailable, "")),
        };
        await using var first = await EchoApp.StartAsync(refusing);
        await using var second = await EchoApp.StartAsync(Naming("second"));
        await using var caller = await CallerOf(first.Grpc, second.Grpc);

        for (var i = 0; i < 10; i++)
        {
            Assert.Equal("second", (await caller.Get<Echo.EchoClient>().SayAsync(new EchoRequest())).Text);
        }
    }

    [Fact]
    public async Task Attempts_are_limited_and_a_named_address_is_tried_once()
    {
        var calls = 0;
        var refusing = new EchoScript
        {
            Say = (_, _) =>
            {
                Interlocked.Increment(ref calls);
                throw new RpcException(new Status(StatusCode.Unavailable, ""));
            },
        };
        await using var only = await EchoApp.StartAsync(refusing);
        await using var caller = await CallerOf(only.Grpc);

        await caller.Get<Echo.EchoClient>().SayAsync(new EchoRequest()).StatusOf();
        Assert.Equal(4, calls);
        calls = 0;
        await caller.Get<GrpcPeers>().ClientAt<Echo.EchoClient>(only.Grpc).SayAsync(new EchoRequest()).StatusOf();
        Assert.Equal(1, calls);
    }

    [Fact]
    public async Task Each_gives_one_channel_per_address_and_keeps_them()
    {
        await using var caller = await CallerOf(new Uri("http://127.0.0.1:1"), new Uri("http://127.0.0.1:2"));
        var peers = caller.Get<GrpcPeers>();

        var channels = peers.Each("echo");

        Assert.Equal(2, channels.Distinct().Count());
        Assert.Equal(channels, peers.Each("ECHO"));
        Assert.Same(peers.Of("echo"), peers.Of("echo"));
        Assert.Same(channels[0], peers.At(new Uri("http://127.0.0.1:1")));
    }

    [Fact]
    public async Task Above_the_limit_the_channel_that_was_unused_for_longest_is_forgotten()
    {
        await using var caller = await EchoApp.StartAsync(settings: new() { ["Grpc:MaxChannels"] = "2" });
        var peers = caller.Get<GrpcPeers>();
        var first = peers.At(new Uri("http://127.0.0.1:1"));
        var second = peers.At(new Uri("http://127.0.0.1:2"));
        Assert.Same(first, peers.At(new Uri("http://127.0.0.1:1")));

        peers.At(new Uri("http://127.0.0.1:3"));

        Assert.Same(first, peers.At(new Uri("http://127.0.0.1:1")));
        Assert.NotSame(second, peers.At(new Uri("http://127.0.0.1:2")));
    }

    private static EchoScript Naming(string name) => new() { Say = (_, _) => Task.FromResult(name) };

    private static Task<TestApp> CallerOf(params Uri[] addresses) =>
        EchoApp.StartAsync(
            settings: addresses
                .Select((address, i) => KeyValuePair.Create($"services:echo:grpc:{i}", (string?)address.ToString()))
                .ToDictionary(),
            build: builder => builder.Services.AddGrpcPeer<Echo.EchoClient>("echo")
        );

    // The second connection may come up a moment after the first; sharing begins then.
    private static async Task BothAnswerAsync(Echo.EchoClient echo)
    {
        var seen = new HashSet<string>();
        using var limit = new CancellationTokenSource(Wait.Limit);
        while (seen.Count < 2)
        {
            seen.Add((await echo.SayAsync(new EchoRequest(), cancellationToken: limit.Token)).Text);
        }
    }
}
