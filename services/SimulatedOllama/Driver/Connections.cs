using Orchestrator.SimulatedOllama.Wire;

namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>Ends what a request started when its caller hangs up, the host stops, or the simulated process dies.</summary>
internal sealed class Connections(IHostApplicationLifetime lifetime, Outage outage)
{
    /// <summary>What was begun is then cut, so that nobody takes it for complete.</summary>
    public async Task<WireError?> UntilHangUpAsync(HttpContext context, Func<CancellationToken, Task<WireError?>> act)
    {
        var life = outage.Life;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted,
            lifetime.ApplicationStopping,
            life
        );
        try
        {
            var error = await act(ended.Token);
            if (!life.IsCancellationRequested)
            {
                return error;
            }
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            if (context.RequestAborted.IsCancellationRequested && !context.Response.HasStarted)
            {
                return WireError.Canceled;
            }
        }

        context.Abort();
        return null;
    }
}
