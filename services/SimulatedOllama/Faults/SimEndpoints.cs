using System.Globalization;
using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Endpoints;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>The simulation's own side door: faults and counters. Mapped only when it was asked for.</summary>
internal static class SimEndpoints
{
    private const string FaultsPath = "/_sim/faults";
    private static readonly TimeSpan _waitMax = TimeSpan.FromSeconds(10);

    public static void MapSim(this WebApplication app)
    {
        var host = app.Services.GetRequiredService<HostDriver>();
        var faults = app.Services.GetRequiredService<FaultBook>();
        var machine = app.Services.GetRequiredService<MachineFaults>();
        var options = app.Services.GetRequiredService<IOptions<SimulatedOptions>>().Value;
        var clock = app.Services.GetRequiredService<TimeProvider>();
        app.MapMethods(
            "/_sim/state",
            [HttpMethods.Get],
            async context =>
            {
                await WaitForChangeAsync(context, host, clock);
                await WireWriter.OkAsync(context, SimViews.State(host, faults, options));
            }
        );
        app.MapWire(FaultsPath, "Fault", (context, fields) => AddAsync(context, fields, faults, machine));
        app.MapMethods(FaultsPath, [HttpMethods.Get], context => WireWriter.OkAsync(context, SimViews.Faults(faults)));
        app.MapMethods(FaultsPath, [HttpMethods.Delete], context => Clear(context, faults, machine));
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

    private static Task Clear(HttpContext context, FaultBook faults, MachineFaults machine)
    {
        machine.Restore();
        faults.Clear();
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static async Task<WireError?> AddAsync(
        HttpContext context,
        JsonFields fields,
        FaultBook faults,
        MachineFaults machine
    )
    {
        if (FaultReader.Read(fields) is not { } fault)
        {
            return fields.Errors.First;
        }

        if (faults.All.Count >= faults.Most)
        {
            return TooMany;
        }

        if (FaultKinds.IsOfMachine(fault.Kind) && await machine.ApplyAsync(fault) is { } error)
        {
            return WireError.Bad(error);
        }

        if (faults.Add(fault) is not { } added)
        {
            return TooMany;
        }

        await WireWriter.OkAsync(context, SimViews.Fault(added));
        return null;
    }

    private static WireError TooMany => WireError.Bad("too many faults are set; clear them first");
}
