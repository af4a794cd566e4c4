using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Figures;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Timeline;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;

namespace Orchestrator.Cli.Tests.Simulate;

/// <summary>Alone in its process while it runs: other tests' objects would count.</summary>
[CollectionDefinition(nameof(ReplayMemoryTests), DisableParallelization = true)]
[Collection(nameof(ReplayMemoryTests))]
public sealed class ReplayMemoryTests
{
    // Some tenths of a megabyte vary with where the last look happened to be; 18,000 remembered requests are at least 2 MB.
    private const long LeewayBytes = 512 << 10;

    [Fact]
    public void Twenty_thousand_requests_over_ten_hosts_and_twelve_models_need_no_more_memory_than_two_thousand()
    {
        var few = MostBytes(2_000);
        var many = MostBytes(20_000);

        Assert.True(many <= few + LeewayBytes, $"{many:N0} bytes with 20,000 requests, {few:N0} with 2,000");
    }

    private static long MostBytes(int requests)
    {
        var fleet = BuiltIn.Fleet("f2")!;
        var mix = BuiltIn.Mix("m2")!.On(fleet).Value!;
        var workload = new GeneratedWorkload("drawn", new PoissonArrivals(1), mix) { RequestsMax = requests };
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = new MemoryWatch(fleet, workload);
        FleetReplay.Run(
            ProductionReplay.Of(fleet, workload, ProductionPolicy.Kind, watch, seed: 1),
            CancellationToken.None
        );
        Assert.Equal(
            (requests, requests),
            (watch.Tally.Figures().Requests, watch.Tally.Figures().Completed + watch.Tally.Figures().Refused)
        );
        return watch.Most - before;
    }

    private sealed class MemoryWatch(Orchestrator.Simulation.Fleets.Fleet fleet, IWorkload workload) : IReplayObserver
    {
        private const int Every = 499;
        private readonly TimelineRecorder _timeline = new(fleet);

        public ReplayTally Tally { get; } = new(fleet, workload.Deadline);

        public long Most { get; private set; }

        public void Arrived(TimeSpan at, Arrival request)
        {
            Tally.Arrived(at, request);
            if (request.Number % Every == Every - 1)
            {
                Most = Math.Max(Most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        public void HostChanged(TimeSpan at, int host, Orchestrator.Simulation.Scheduling.HostState state, int queued)
        {
            Tally.HostChanged(at, host, state, queued);
            _timeline.HostChanged(at, host, state, queued);
        }

        public void Completed(CompletedRequest done) => Tally.Completed(done);

        public void Refused(TimeSpan at, Arrival request) => Tally.Refused(at, request);
    }
}
