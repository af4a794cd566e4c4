using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orchestrator.Benchmarks.Figures;
using Orchestrator.Benchmarks.Measuring;
using Orchestrator.Router;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Rules;
using Orchestrator.Router.Selection;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Benchmarks.Routing;

/// <summary>The router's decision alone, classification included, in this process and on one thread.</summary>
internal static class RoutingTable
{
    private const double NanosecondsPerMicrosecond = 1_000;
    private const double HalfOfAll = 0.5;
    private const double NearlyAll = 0.99;
    private static readonly string[] _models = ["auto", "auto:quality", RoutingFleet.NamedModel];
    private static readonly bool[] _states = [false, true];
    private static readonly (int Replicas, int Models)[] _sizes = [(20, 50), (1_000, 200)];

    // On a machine that is busy a thread gets a part of a processor: its time is what is bounded, and the wait for it.
    private const int WaitMost = 16;

    /// <param name="limit">Of the thread's processor time for each line: half of it to warm up, half of it measured.</param>
    public static IReadOnlyList<RoutingLine> Measure(TimeSpan limit) =>
        [
            .. from size in _sizes
            from isBusy in _states
            let selector = RoutingFleet.Selector(size.Replicas, size.Models, isBusy)
            from model in _models
            select Measure(selector, model, limit / 2) with
            {
                Replicas = size.Replicas,
                Models = size.Models,
                IsBusy = isBusy,
            },
        ];

    private static RoutingLine Measure(ReplicaSelector selector, string model, TimeSpan limit)
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var meters = services.GetRequiredService<IMeterFactory>();
        var rules = new RulesView();
        var decider = new RouteDecider(
            new RouteChoice(selector, Options.Create(new StrategyOptions()), Options.Create(new ProfilesOptions())),
            Options.Create(new RouterOptions()),
            rules,
            new RouterMetrics(meters),
            new RulesMetrics(meters, rules),
            new IdSource(TimeProvider.System),
            TimeProvider.System
        );
        Decide(decider, selector, model, limit);
        var measured = Decide(decider, selector, model, limit);
        return new RoutingLine(
            model == RoutingFleet.NamedModel ? "named" : model,
            measured.Wall.Count,
            Micros(measured.Wall),
            Micros(measured.Cpu),
            measured.Bytes / measured.Wall.Count
        );
    }

    private static RoutingTimes Micros(List<double> nanoseconds)
    {
        nanoseconds.Sort();
        return new RoutingTimes(
            Percentiles.Of(nanoseconds, HalfOfAll) / NanosecondsPerMicrosecond,
            Percentiles.Of(nanoseconds, NearlyAll) / NanosecondsPerMicrosecond
        );
    }

    private static (List<double> Wall, List<double> Cpu, double Bytes) Decide(
        RouteDecider decider,
        ReplicaSelector selector,
        string model,
        TimeSpan limit
    )
    {
        var (wall, cpu) = (new List<double>(64 * 1024), new List<double>(64 * 1024));
        long bytes = 0;
        var (started, cpuStarted) = (Stopwatch.GetTimestamp(), ThreadClock.Now);
        for (
            var i = 0;
            ThreadClock.Now - cpuStarted < limit.TotalNanoseconds
                && Stopwatch.GetElapsedTime(started) < limit * WaitMost;
            i++
        )
        {
            var input = RoutingFleet.Question(model, i);
            var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
            var (cpuBefore, before) = (ThreadClock.Now, Stopwatch.GetTimestamp());
            var decision = decider.Decide(input);
            wall.Add(Stopwatch.GetTimestamp() - before);
            cpu.Add(ThreadClock.Now - cpuBefore);
            bytes += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
            // The gateway reports the end of each attempt, or choices would pile up.
            selector.Report(RoutingFleet.Succeeded(input.RunId, decision));
        }

        return (wall, cpu, bytes);
    }
}

/// <param name="Model">"auto", or "named" for a model by its name.</param>
/// <param name="Wall">As a clock on the wall shows it, with all that other programs took meanwhile.</param>
/// <param name="Cpu">Of the thread's processor.</param>
internal sealed record RoutingLine(
    string Model,
    int Decisions,
    RoutingTimes Wall,
    RoutingTimes Cpu,
    double BytesPerDecision
)
{
    public int Replicas { get; init; }

    public int Models { get; init; }

    /// <summary>Whether calls run and wait on every replica.</summary>
    public bool IsBusy { get; init; }

    public string Name => string.Create(CultureInfo.InvariantCulture, $"{Replicas} × {Models}");
}

/// <param name="P50">Microseconds.</param>
/// <param name="P99">Microseconds.</param>
internal sealed record RoutingTimes(double P50, double P99);
