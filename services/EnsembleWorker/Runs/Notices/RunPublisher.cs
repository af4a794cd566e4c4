using MassTransit;
using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Runs.Notices;

/// <summary>Puts one message on the bus, within a limit and in the trace of its run.</summary>
internal sealed class RunPublisher(IBus bus, IOptions<EnsembleWorkerOptions> options, TimeProvider clock)
{
    /// <returns>Null when the bus has it, otherwise why it has not.</returns>
    public async Task<Exception?> TryPublishAsync(RunNotice notice, CancellationToken cancellationToken)
    {
        using var span = RunTelemetry.StartPublish(notice);
        using var limit = new CancellationTokenSource(options.Value.Runs.Sweep.PublishLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await bus.Publish(notice.Message, either.Token);
            return null;
        }
        // A bus that is away must end no loop, whatever it throws.
        catch (Exception exception)
        {
            return exception;
        }
    }
}
