using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Knowledge;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.Testing;

namespace Orchestrator.Profiler.Tests.Probing;

/// <summary>Whole profilers on one database, whose probes all go to one worker over real sockets.</summary>
public sealed class ProbingHostsTests : IDisposable
{
    private readonly DirectoryInfo _data = Directory.CreateTempSubdirectory("orchestrator-");

    public void Dispose() => _data.Delete(recursive: true);

    [Fact]
    public async Task Two_profilers_together_ask_each_question_once()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        var units = ProbeQuestions.All.Sum(set =>
            ProbeQuestions.Languages.Count(language => set.In(language).Length > 0)
        );

        Show(one, one);
        Show(other, one);
        await Wait.UntilAsync(
            () => other.Get<ScoreBook>().Of("digest-m").Length == units,
            "the profiler that may not lead shows all scores, too"
        );

        var asked = one.Worker.Probes.Select(probe => probe.Messages[0].Content).ToList();
        Assert.Equal(ProbeQuestions.All.Sum(set => set.Questions.Length), asked.Count);
        Assert.Equal(asked.Count, asked.Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(other.Worker.Probes);
    }

    [Fact]
    public async Task A_profiler_that_starts_after_a_crash_probes_when_the_lease_that_was_left_has_run_out()
    {
        await using var killed = await StartAsync(renewInterval: "00:05:00");
        await Wait.UntilAsync(() => killed.Get<ILeader>().IsLeader, "it leads");
        var leaders = killed.Get<LeaderStore>();
        // A process that is killed gives nothing back; to whoever comes then it is somebody else.
        var now = TimeProvider.System.GetUtcNow();
        await LeaveAsync(leaders, now.AddHours(1));

        await using var after = await StartAsync();
        Show(after, after);
        using var view = after.Read();
        await view.UntilAsync(view => view.Replicas.Count > 0, "it sees replicas");
        Assert.False(after.Get<ILeader>().IsLeader);
        Assert.Empty(after.Worker.Probes);
        await LeaveAsync(leaders, now);

        await Wait.UntilAsync(() => !after.Worker.Probes.IsEmpty, "it asks");
        Assert.True(after.Get<ILeader>().IsLeader);
    }

    private static async Task LeaveAsync(LeaderStore leaders, DateTimeOffset expiresAt)
    {
        var row = await leaders.ReadAsync(CancellationToken.None);
        var lease = new LeaderLease("killed", row!.Term + 1, expiresAt);
        Assert.True(await leaders.TryWriteAsync(row, lease, CancellationToken.None));
    }

    private Task<ProfilerHost> StartAsync(string renewInterval = "00:00:00.100") =>
        ProfilerHost.StartAsync(
            _data,
            new()
            {
                // Both are let in by the one worker, or only one could ask it whoever leads.
                ["ServiceCredential"] = "the-same-for-both-profilers",
                ["Profiler:Leadership:RenewInterval"] = renewInterval,
                ["Profiler:Leadership:ClockSkew"] = "00:00:00",
                ["Profiler:Probing:IdleTime"] = "00:00:00",
                ["Profiler:Probing:RoundInterval"] = "00:00:00.100",
                ["Profiler:Probing:ParallelMax"] = "32",
            }
        );

    // Many replicas of one model: the questions of all units are under way at once.
    private static void Show(ProfilerHost host, ProfilerHost owner)
    {
        host.Worker.Address = owner.Address.ToString();
        host.Worker.Owns([.. Enumerable.Range(0, 24).Select(at => Loaded($"replica-{at}"))]);
    }

    private static Replica Loaded(string name)
    {
        var replica = ScriptedWorker.Replica(name, "m");
        replica.Loaded.Add(new LoadedModel { Name = "m" });
        replica.Measured.Add(
            new ModelMeasure
            {
                Digest = "digest-m",
                Calls = 40,
                DecodeTokensPerSecond = new Estimate { Value = 50, Weight = 40 },
            }
        );
        return replica;
    }
}
