using Orchestrator.Contracts.Profiler.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.Testing;
using static Orchestrator.Profiler.Tests.Hosting.ScriptedWorker;

namespace Orchestrator.Profiler.Tests;

/// <summary>Profilers on one database: one after the other, and two at once.</summary>
public sealed class TwoProfilersTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("orchestrator-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Nothing_is_lost_when_a_profiler_starts_anew()
    {
        DateTimeOffset firstSeen;
        await using (var before = await StartAsync())
        {
            using var reader = before.Read(speeds: true);
            before.Worker.Owns(Measured("a", "m", 77));
            await reader.UntilAsync(view => Decode(view, "m") == 77, "the measure is in the view");
            await before.Client.EditModelAsync(new EditModelRequest { Name = "m", Enabled = false });
            await before.Client.AddReplicaAsync(
                new()
                {
                    Replica = new AddedReplica { Name = "added", Url = "http://127.0.0.1:1" },
                }
            );
            await before.Client.DrainReplicaAsync(new DrainReplicaRequest { Name = "a", Drain = true });
            await before.Client.ProfileModelAsync(new ProfileModelRequest { Name = "m" });
            firstSeen = (await ModelAsync(before, "m")).FirstSeenAt.ToDateTimeOffset();
            await Wait.UntilAsync(() => before.Get<ILeader>().IsLeader, "it leads");
        }

        await using var after = await StartAsync();

        // Before any worker has said anything, so that no router chooses a model that is switched off.
        var model = await ModelAsync(after, "m");
        Assert.False(model.Settings.Enabled);
        Assert.Equal(firstSeen.ToUnixTimeMilliseconds(), model.FirstSeenAt.ToDateTimeOffset().ToUnixTimeMilliseconds());
        using var view = after.Read(speeds: true);
        after.Worker.Owns(Replica("a", "m"));
        await view.UntilAsync(view => view.Speeds.Count == 1, "the replica is heard");
        var speed = view.Speeds[("a", "digest-m")].DecodeTokensPerSecond;
        Assert.Equal(77, speed.Value, tolerance: 0.01);
        Assert.True(view.Replicas["a"].DrainRequested);
        Assert.Equal("api", view.Replicas["added"].Source);
        Assert.Single(await after.Get<IProbeStore>().ReadRequestsAsync(10, CancellationToken.None));
    }

    [Fact]
    public async Task Exactly_one_of_two_leads_and_the_other_takes_over_when_it_stops()
    {
        var one = await StartAsync();
        await using var other = await StartAsync();
        await Wait.UntilAsync(() => one.Get<ILeader>().IsLeader || other.Get<ILeader>().IsLeader, "one leads");
        Assert.NotEqual(one.Get<ILeader>().IsLeader, other.Get<ILeader>().IsLeader);

        await one.DisposeAsync();

        await Wait.UntilAsync(() => other.Get<ILeader>().IsLeader, "the one that is left leads");
    }

    [Fact]
    public async Task What_one_profiler_is_told_the_other_one_tells_its_workers_and_readers()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        using var worker = other.Client.RegisterWorker(new() { Worker = "w", Address = "http://127.0.0.1:9/" });
        using var reader = other.Read();
        var name = await SeenAsync(one, other);

        await one.Client.AddReplicaAsync(
            new()
            {
                Replica = new AddedReplica { Name = "added", Url = "http://127.0.0.1:1" },
            }
        );
        await one.Client.EditModelAsync(new EditModelRequest { Name = name, Pinned = true });

        await reader.UntilAsync(
            view => view.Replicas.ContainsKey("added") && view.Model(name)?.Settings.Pinned == true,
            "the other profiler shows both"
        );
        WorkerOrders? orders = null;
        while (orders is not { Replicas.Count: 1 })
        {
            await Wait.ForAsync(worker.ResponseStream.MoveNext(CancellationToken.None), "orders come");
            orders = worker.ResponseStream.Current;
        }
    }

    private Task<ProfilerHost> StartAsync() =>
        ProfilerHost.StartAsync(
            _data,
            new()
            {
                ["Profiler:Leadership:RenewInterval"] = "00:00:00.100",
                ["Profiler:Store:PollInterval"] = "00:00:00.050",
            }
        );

    private static async Task<string> SeenAsync(params ProfilerHost[] hosts)
    {
        foreach (var host in hosts)
        {
            using var reader = host.Read();
            host.Worker.Owns(Replica("a", "m"));
            await reader.UntilAsync(view => view.Models.Count == 1, "the model is seen");
        }

        return "m";
    }

    private static async Task<ModelProfile> ModelAsync(ProfilerHost host, string name) =>
        (await host.Client.GetModelAsync(new GetModelRequest { Name = name })).Profiles[0];

    private static double Decode(FleetReader view, string model) =>
        view.Speeds.TryGetValue(("a", $"digest-{model}"), out var speed) ? speed.DecodeTokensPerSecond.Value : 0;

    private static Replica Measured(string name, string model, double decode)
    {
        var replica = Replica(name, model);
        var estimate = new Estimate { Value = decode, Weight = 1_000_000 };
        replica.Measured.Add(
            new ModelMeasure
            {
                Digest = $"digest-{model}",
                Calls = 40,
                DecodeTokensPerSecond = estimate,
            }
        );
        return replica;
    }
}
