using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Faults;

/// <summary>What can go wrong before any endpoint is asked: the process is dead, or a fault is set for the path.</summary>
internal static class FaultGate
{
    /// <summary>Where faults are set and cleared: it goes on working whatever is set.</summary>
    public const string SideDoor = "/_sim";

    public static void UseFaultGate(this WebApplication app)
    {
        var outage = app.Services.GetRequiredService<Outage>();
        var book = app.Services.GetRequiredService<FaultBook>();
        var faults = app.Services.GetRequiredService<RequestFaults>();
        app.Use(
            async (context, next) =>
            {
                if (context.Request.Path.StartsWithSegments(SideDoor, StringComparison.Ordinal))
                {
                    await next(context);
                }
                else if (outage.IsDown)
                {
                    context.Abort();
                }
                else
                {
                    await PassAsync(context, next, book, faults);
                }
            }
        );
    }

    private static async Task PassAsync(HttpContext context, RequestDelegate next, FaultBook book, RequestFaults faults)
    {
        var fault = book.TakeForPath(context.Request.Path.Value ?? "");
        var (error, isOver) = await faults.BeforeHeadersAsync(context, fault, context.RequestAborted);
        if (error is not null)
        {
            await WireDialect.OfPath(context.Request.Path).WriteAsync(context, error);
        }
        else if (!isOver)
        {
            await next(context);
        }
    }
}
