using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Gives the bus a moment to be there when the process starts, and goes on without it: most of what a process does needs no
/// bus, and a broker that is away at a rollout must not keep processes from starting (docs/decisions/0007).
/// </summary>
internal sealed partial class BusStart(IBusControl bus, IOptions<BusOptions> options, ILogger<BusStart> logger)
    : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        var status = await StatusAsync(cancellationToken);
        if (status != BusHealthStatus.Healthy)
        {
            LogStartedWithout(options.Value.StartLimit);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<BusHealthStatus> StatusAsync(CancellationToken cancellationToken)
    {
        // Whatever clock the rest follows, the broker lives in the machine's own time.
        using var limit = new CancellationTokenSource(options.Value.StartLimit, TimeProvider.System);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await bus.WaitForHealthStatus(BusHealthStatus.Healthy, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return BusHealthStatus.Unhealthy;
        }
    }

    [LoggerMessage(
        931,
        LogLevel.Warning,
        "The message broker was not there within {Limit}; the process starts without it and goes on trying."
    )]
    private partial void LogStartedWithout(TimeSpan limit);
}
