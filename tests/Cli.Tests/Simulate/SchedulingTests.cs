using Orchestrator.Cli.Simulate.Production;
using Orchestrator.Simulation.BuiltIns;
using Orchestrator.Simulation.Fleets;
using Orchestrator.Simulation.Replay;
using Orchestrator.Simulation.Replay.Policies;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Workloads;
using Orchestrator.Simulation.Workloads.Generators;

namespace Orchestrator.Cli.Tests.Simulate;

/// <summary>What the choice of the router and the queue of the worker come to together, on workloads of a few hundred requests.</summary>
public sealed class SchedulingTests
{
    private const string Model = "qwen3:8b";
    private static readonly PolicyKind _plain = BaselinePolicies.All.Single(kind => kind.Name == "least-connections");

    [Theory]
    [InlineData("f1", 11)]
    [InlineData("f2", 12)]
    public void Bursts_over_many_models_swap_a_third_as_often_as_under_least_connections_and_are_answered_sooner(
        string fleetName,
        int seed
    )
    {
        var fleet = BuiltIn.Fleet(fleetName)!;
        var mix = BuiltIn.Mix("m2")!.On(fleet).Value!;
        var workload = new GeneratedWorkload("bursts", new BurstyArrivals(0.8, 3), mix) { RequestsMax = 400 };

        var own = SmallFleet.Replay(fleet, workload, ProductionPolicy.Kind, (ulong)seed);
        var plain = SmallFleet.Replay(fleet, workload, _plain, (ulong)seed);

        Assert.Equal(0, own.Refused);
        Assert.True(own.Swaps * 3 <= plain.Swaps, $"{own.Swaps} swaps against {plain.Swaps}");
        Assert.True(own.FirstToken.P95 < plain.FirstToken.P95, $"{own.FirstToken} against {plain.FirstToken}");
        Assert.True(own.LeastTenant > 0.2, $"A tenant gets {own.LeastTenant} of the mean.");
    }

    [Fact]
    public void A_tenant_that_asks_for_much_at_once_does_not_keep_another_one_waiting_until_it_is_served()
    {
        var fleet = SmallFleet.Of(SmallFleet.Host("one", "RTX 4090", 24, Model) with { Slots = 1, QueueLimit = 100 });
        var ends = new Dictionary<long, TimeSpan>();
        Run(
            fleet,
            [
                .. Enumerable.Range(0, 40).Select(number => At(number, 0) with { Tenant = "many" }),
                .. Enumerable.Range(40, 3).Select(number => At(number, 1) with { Tenant = "few" }),
            ],
            done => ends.Add(done.Request.Number, done.EndedAt)
        );

        var few = Enumerable.Range(40, 3).Max(number => ends[number]);
        Assert.True(few < ends[20], $"The few ended after {few}, the twentieth of the many after {ends[20]}.");
    }

    [Fact]
    public void A_burst_within_one_report_is_spread_over_the_hosts_that_are_ready()
    {
        var fleet = SmallFleet.Of(Narrow("a"), Narrow("b"));
        var hosts = new Dictionary<long, int>();
        Run(
            fleet,
            [
                // The first burst is long enough to have both load the model.
                .. Enumerable.Range(0, 30).Select(number => At(number, number * 0.0001)),
                .. Enumerable.Range(30, 12).Select(number => At(number, 300 + (number * 0.0001))),
            ],
            done => hosts.Add(done.Request.Number, done.Host)
        );

        Assert.All([0, 1], host => Assert.Equal(6, hosts.Count(of => of.Key >= 30 && of.Value == host)));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(30, 1)]
    public void A_busy_host_that_has_the_model_is_left_for_an_idle_one_once_the_wait_is_longer_than_the_load(
        int burst,
        int others
    )
    {
        var fleet = SmallFleet.Of(Narrow("a"), Narrow("b"));
        var hosts = new Dictionary<long, int>();
        Run(
            fleet,
            [At(0, 0), .. Enumerable.Range(1, burst).Select(number => At(number, 60))],
            done => hosts.Add(done.Request.Number, done.Host)
        );

        var elsewhere = hosts.Count(of => of.Value != hosts[0]);
        Assert.Equal(others, Math.Min(1, elsewhere));
    }

    [Fact]
    public void Prompts_of_all_lengths_up_to_the_usual_context_never_load_a_model_again()
    {
        var fleet = SmallFleet.Of(Narrow("a"));
        var figures = SmallFleet.Replay(
            fleet,
            new SmallFleet.Given([
                .. Enumerable.Range(0, 40).Select(number => At(number, number) with { Prompt = Length(number) }),
            ]),
            ProductionPolicy.Kind
        );

        Assert.Equal((40, 1), (figures.Completed, figures.Swaps));
    }

    private static PromptShape Length(int number) => PromptShape.Unshared(1 + (number * 997 % 3_000));

    private static FleetHost Narrow(string name) =>
        SmallFleet.Host(name, "RTX 4090", 24, Model) with
        {
            Slots = 1,
            QueueLimit = 100,
        };

    private static Arrival At(int number, double seconds) =>
        new(number, TimeSpan.FromSeconds(seconds), Model, PromptShape.Unshared(1_000), 50);

    private static void Run(Fleet fleet, IReadOnlyList<Arrival> requests, Action<CompletedRequest> completed)
    {
        var watch = new Watch(completed);
        var workload = new SmallFleet.Given([.. requests]);
        FleetReplay.Run(
            ProductionReplay.Of(fleet, workload, ProductionPolicy.Kind, watch, seed: 1),
            CancellationToken.None
        );
        Assert.Equal(requests.Count, watch.Count);
    }

    private sealed class Watch(Action<CompletedRequest> completed) : IReplayObserver
    {
        public int Count { get; private set; }

        public void Completed(CompletedRequest done)
        {
            Count++;
            completed(done);
        }
    }
}
