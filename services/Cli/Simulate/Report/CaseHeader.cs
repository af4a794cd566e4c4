using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Cli.Simulate.Results;
using Orchestrator.Cli.Simulate.Runs;
using Orchestrator.Simulation.Durations;
using Orchestrator.Simulation.Fleets;
using Spectre.Console;

namespace Orchestrator.Cli.Simulate.Report;

/// <summary>What was replayed, in a few lines.</summary>
internal sealed class CaseHeader(SimulationRequest request, SimulationCase one)
{
    public void Write(IAnsiConsole console)
    {
        Line(console, "Fleet", FleetFacts(one.Fleet));
        if (one.IsExtended)
        {
            Line(console, "Added", AddedFacts(one.Fleet.Hosts[request.Fleet.Hosts.Length..]));
        }

        Line(console, "Workload", WorkloadFacts(request, one.Offered));
        Line(console, "Load", Load());
        if (one.Offered.Workload.Deadline is { } deadline)
        {
            Line(
                console,
                "Goodput",
                $"answers whose first token comes within {HumaneDuration.Of(deadline.FirstToken)} and all within {HumaneDuration.Of(deadline.Total)}"
            );
        }

        if (!one.UnloadableModels.IsEmpty)
        {
            Line(console, "Refused", Unloadable());
        }

        Line(console, request.Seeds.Length == 1 ? "Seed" : "Seeds", Seeds(request));
        console.WriteLine();
    }

    public static string FleetFacts(Fleet fleet) =>
        Text(
            $"{fleet.Name}: {Count(fleet.Hosts.Length, "host")}, {fleet.Hosts.Sum(host => host.Config.VramBytes >> 30)} GB of GPU memory, {Count(fleet.ModelNames.Length, "model")}"
        );

    public static string WorkloadFacts(SimulationRequest request, OfferedWorkload offered)
    {
        var facts = offered.Facts;
        var mix = request.Workload.Mix is { } name ? $", mix {name}" : "";
        return Text(
            $"{offered.Workload.Name}{mix}: {Count(facts.Requests, "request")} in {HumaneDuration.Of(facts.Duration)}, {facts.InputTokensMean:0} + {facts.OutputTokensMean:0} tokens on average, times between arrivals CV {facts.ArrivalCv:0.00}"
        );
    }

    public static string Seeds(SimulationRequest request) =>
        request.Seeds.Length == 1 ? Text($"{request.Seeds[0]}") : Text($"{request.Seeds[0]} to {request.Seeds[^1]}");

    // What nobody said of an added host is taken from another one: a person has to see what it became.
    private static string AddedFacts(ImmutableArray<FleetHost> added)
    {
        var first = added[0];
        return Text(
            $"{AdditionComparison.Said(added)}; {Count(first.Config.Models.Count, "model")}, {first.Slots} at once, disk {first.Config.DiskBytesPerSecond / 1e9:0.##} GB/s, context {first.Config.DefaultContext}"
        );
    }

    private string Unloadable()
    {
        var models = one.Offered.Facts.Models;
        var requests = one.UnloadableModels.Sum(model => models[model].Requests);
        return $"{Count(requests, "request")} at least: no host has the memory for {string.Join(", ", one.UnloadableModels)}";
    }

    private string Load()
    {
        var offered = one.Offered;
        // A drawn workload has no rate as written that a factor would mean something to.
        var isAsWritten = offered.RateScale is 1 || request.Workload.DefaultLoad is not null;
        var scale = isAsWritten ? "" : Text($", rate × {offered.RateScale:0.####}");
        var rate = Text($", {offered.Facts.RequestsPerSecond:0.####} requests/s");
        var part = offered is { AskedLoad: { Unit: LoadUnit.Capacity } asked, Capacity: { } capacity }
            ? Text($"{asked.Value:0.#%} of the capacity, {capacity:0.000} of the ideal; ")
            : "";
        return Text(
            $"{part}{one.Load:0.000} of the ideal: {FigureList.Whole(offered.TokensPerSecond)} of {FigureList.Whole(one.Ideal.TokensPerSecond)} tokens/s with every model warm{rate}{scale}"
        );
    }

    private static void Line(IAnsiConsole console, string name, string text) =>
        console.MarkupLineInterpolated($"[bold]{name, -9}[/] {text}");

    private static string Count(long count, string what) => Text($"{count:N0} {what}{(count == 1 ? "" : "s")}");

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
