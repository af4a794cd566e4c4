using MassTransit;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Messages;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>
/// A run waits. The message is done with as soon as this worker holds the run's lease, or cannot have it: long runs never
/// meet the broker's own limits, and a run that nobody took is found by a sweep.
/// </summary>
internal sealed partial class RunReadyConsumer(
    RunIntake intake,
    IOptions<EnsembleWorkerOptions> options,
    ILogger<RunReadyConsumer> logger
) : IConsumer<RunReady>
{
    public async Task Consume(ConsumeContext<RunReady> context)
    {
        try
        {
            var wait = options.Value.Runs.SlotWait;
            await intake.TryTakeAsync(context.Message.RunId ?? "", wait, context.CancellationToken);
        }
        // With the database away the broker would try again a few times and then put the message aside; the sweep does
        // the same better.
        catch (Exception exception) when (!context.CancellationToken.IsCancellationRequested)
        {
            LogNotTaken(exception, context.Message.RunId ?? "");
        }
    }

    [LoggerMessage(3403, LogLevel.Warning, "Run {RunId} could not be taken up; a sweep will find it.")]
    private partial void LogNotTaken(Exception exception, string runId);
}
