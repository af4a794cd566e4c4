using System.Security.Cryptography;
using System.Text;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Cli.Tests.Simulate;

/// <summary>Checks the laws of a fleet at each step of a replay, and keeps a digest of its whole history.</summary>
internal sealed class LawObserver(Fleet fleet, string what) : IReplayObserver, IDisposable
{
    private readonly IncrementalHash _history = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly HashSet<long> _underWay = [];
    private TimeSpan _last;

    public long Arrivals { get; private set; }

    public long Ends { get; private set; }

    public long Refusals { get; private set; }

    /// <summary>Known once the replay has ended.</summary>
    public string History { get; private set; } = "";

    public void Arrived(TimeSpan at, Arrival request)
    {
        Tick(at);
        Arrivals++;
        Assert.True(_underWay.Add(request.Number), $"{what}: request {request.Number} arrived twice.");
        Note($"a {at.Ticks} {request.Number} {request.Model}");
    }

    public void LoadStarted(TimeSpan at, int host, string model, TimeSpan duration)
    {
        Tick(at);
        Note($"l {at.Ticks} {host} {model} {duration.Ticks}");
    }

    public void HostChanged(TimeSpan at, int host, HostState state, int queued)
    {
        Tick(at);
        var config = fleet.Hosts[host].Config;
        Assert.InRange(state.UsedVramBytes, 0, config.VramBytes);
        // Those that wait for a load take the places of the slots that they will have.
        Assert.InRange(queued, 0, fleet.Hosts[host].QueueLimit + fleet.Hosts[host].Slots);
        Assert.InRange(state.Runners.Values.Count(runner => runner.IsLoading), 0, 1);
        Assert.All(state.Runners.Values, runner => Assert.InRange(runner.Running.Count, 0, runner.Slots));
        Assert.InRange(state.Runners.Values.Sum(runner => runner.Running.Count), 0, fleet.Hosts[host].Slots);
    }

    public void Completed(CompletedRequest done)
    {
        Tick(done.EndedAt);
        End(done.Request.Number);
        Assert.True(fleet.Hosts[done.Host].Config.Models.ContainsKey(done.Request.Model));
        Assert.InRange(done.FirstToken, TimeSpan.FromTicks(1), done.Total);
        Assert.InRange(done.CachedTokens, 0, done.Request.Prompt.Tokens - 1);
        Note($"c {done.EndedAt.Ticks} {done.Request.Number} {done.Host} {done.FirstToken.Ticks}");
    }

    public void Refused(TimeSpan at, Arrival request)
    {
        Tick(at);
        Refusals++;
        End(request.Number);
        Note($"r {at.Ticks} {request.Number}");
    }

    public void Ended(TimeSpan at)
    {
        Tick(at);
        Assert.True(_underWay.Count == 0, $"{what}: {_underWay.Count} requests were lost.");
        History = Convert.ToHexString(_history.GetHashAndReset());
    }

    public void Dispose() => _history.Dispose();

    private void End(long number)
    {
        Ends++;
        Assert.True(_underWay.Remove(number), $"{what}: request {number} ended twice, or never came.");
    }

    private void Tick(TimeSpan at)
    {
        Assert.True(at >= _last, $"{what}: time went back from {_last} to {at}.");
        _last = at;
    }

    private void Note(string line) => _history.AppendData(Encoding.UTF8.GetBytes(line));
}
