using System.Globalization;
using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.SimulatedOllama.Wire;
using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.SimulatedOllama.Endpoints;

/// <summary>The simulation's own side door: faults and counters. Mapped only when it was asked for.</summary>
internal static class SimEndpoints
{
    private static readonly TimeSpan _waitMax = TimeSpan.FromSeconds(10);
    private const double FactorMax = 10_000;
    private const double FactorDefault = 10;

    public static void MapSim(this WebApplication app)
    {
        var host = app.Services.GetRequiredService<HostDriver>();
        var faults = app.Services.GetRequiredService<FaultBook>();
        var options = app.Services.GetRequiredService<IOptions<SimulatedOptions>>().Value;
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapMethods(
            "/_sim/state",
            [HttpMethods.Get],
            async context =>
            {
                await WaitForChangeAsync(context, host, clock);
                await WireWriter.WriteAsync(context, StatusCodes.Status200OK, State(host, faults, options));
            }
        );
        app.MapWire("/_sim/faults", "Fault", (context, fields) => AddAsync(context, fields, faults));
        app.MapMethods("/_sim/faults", [HttpMethods.Delete], context => Clear(context, faults));
    }

    // With "after" the state is a long poll, so that a test can wait for something without asking all the time.
    private static async Task WaitForChangeAsync(HttpContext context, HostDriver host, TimeProvider clock)
    {
        if (!long.TryParse(context.Request.Query["after"], CultureInfo.InvariantCulture, out var version))
        {
            return;
        }

        using var limit = new CancellationTokenSource(_waitMax, clock);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            await host.Changes.WaitAsync(version, ended.Token);
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            // Nothing happened: the same state again says so.
        }
    }

    private static Task Clear(HttpContext context, FaultBook faults)
    {
        faults.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task<WireError?> AddAsync(HttpContext context, JsonFields fields, FaultBook faults)
    {
        var kind = FaultKinds.Find(fields.Text("kind"));
        var count = fields.Integer("count");
        var factor = fields.Number("factor") ?? FactorDefault;
        var model = fields.Text("model");
        fields.Errors.Add(
            kind is null ? WireError.Bad($"kind must be one of {FaultKinds.Names}")
            : count < 1 ? WireError.Bad("count must be 1 or more; leave it out for \"until cleared\"")
            : factor is not (> 0 and <= FactorMax) ? WireError.Bad("factor must be above 0 and at most 10000")
            : model.Length > 0 && ModelName.Normalise(model) is null ? WireError.Bad("model is no model name")
            : null
        );
        if (fields.Errors.First is not null || kind is null)
        {
            return fields.Errors.First;
        }

        if (faults.Add(kind.Value, ModelName.Normalise(model), count, factor) is not { } fault)
        {
            return WireError.Bad("too many faults are set; clear them first");
        }

        await WireWriter.WriteAsync(context, StatusCodes.Status200OK, View(fault));
        return null;
    }

    private static SimState State(HostDriver host, FaultBook faults, SimulatedOptions options)
    {
        var version = host.Changes.Version;
        var state = host.State;
        return new SimState(
            version,
            options.Name,
            options.Preset,
            SimulatedOllamaModule.Version,
            Simulated: true,
            state.Config.VramBytes,
            state.UsedVramBytes,
            state.Pending.Count,
            [.. state.Config.Models.Keys.Select(name => Model(state, name))],
            [.. faults.All.Select(View)]
        );
    }

    private static SimModel Model(HostState state, string name)
    {
        var runner = state.Runners.GetValueOrDefault(name);
        var counts = state.Counts.GetValueOrDefault(name, RequestCounts.Zero);
        var phase = runner switch
        {
            null => "unloaded",
            { IsLoading: true } => "loading",
            { IsDraining: true } => "draining",
            _ => "loaded",
        };
        return new SimModel(
            name,
            phase,
            runner?.Slots ?? 0,
            runner?.Running.Count ?? 0,
            (runner?.Waiting.Count ?? 0) + state.Pending.Count(request => request.Model == name),
            counts.Arrived,
            counts.Started,
            counts.Finished,
            counts.Cancelled,
            counts.Failed,
            counts.Refused
        );
    }

    private static SimFault View(Fault fault) =>
        new(fault.Id, FaultKinds.NameOf(fault.Kind), fault.Model, fault.Remaining, fault.Factor);
}
