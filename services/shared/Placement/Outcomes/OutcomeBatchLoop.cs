using System.Threading.Channels;
using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Messages;

namespace Orchestrator.Placement.Outcomes;

/// <summary>
/// Sends outcomes to Learning in batches. A batch that the bus does not take is kept and sent again, with the same ids,
/// while the queue behind it drops its oldest.
/// </summary>
internal sealed partial class OutcomeBatchLoop(
    OutcomeQueue queue,
    IBus bus,
    IOptions<OutcomeOptions> options,
    TimeProvider clock,
    ILogger<OutcomeBatchLoop> logger
) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var batch = await TakeBatchAsync(queue.Reader, options.Value, clock, stoppingToken);
            while (batch.Count > 0 && !await TrySendAsync(batch, stoppingToken))
            {
                await WaitAsync(stoppingToken);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);

        // What came in while the last runs ended; one try each, the bus may be gone already.
        while (TakeWaiting(queue.Reader, options.Value.BatchSize) is { Count: > 0 } batch)
        {
            if (!await TrySendAsync(batch, cancellationToken))
            {
                return;
            }
        }
    }

    /// <summary>Waits for one outcome, then until the batch is full or the first one has waited long enough.</summary>
    /// <returns>Empty only when stopping.</returns>
    internal static async Task<List<Outcome>> TakeBatchAsync(
        ChannelReader<Outcome> reader,
        OutcomeOptions options,
        TimeProvider clock,
        CancellationToken stoppingToken
    )
    {
        var batch = new List<Outcome>();
        try
        {
            batch.Add(await reader.ReadAsync(stoppingToken));
            using var enough = new CancellationTokenSource(options.BatchWait, clock);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, stoppingToken);
            while (batch.Count < options.BatchSize)
            {
                batch.Add(await reader.ReadAsync(either.Token));
            }
        }
        catch (OperationCanceledException)
        {
            // Time is up or the process stops: what is there is the batch.
        }

        return batch;
    }

    private static List<Outcome> TakeWaiting(ChannelReader<Outcome> reader, int most)
    {
        var batch = new List<Outcome>();
        while (batch.Count < most && reader.TryRead(out var outcome))
        {
            batch.Add(outcome);
        }

        return batch;
    }

    /// <returns>True when the batch needs no further try from here: it is sent, or the process stops.</returns>
    private async Task<bool> TrySendAsync(List<Outcome> batch, CancellationToken stoppingToken)
    {
        using var deadline = new CancellationTokenSource(options.Value.PublishTimeout, clock);
        try
        {
            // Without Learning's queue the broker would confirm and forget.
            await bus.Publish(new OutcomesRecorded(batch), context => context.Mandatory = true, deadline.Token);
            return true;
        }
        // A bus that is away must not end the loop, whatever it throws: outcomes wait, requests go on.
        catch (Exception exception)
        {
            LogNotSent(exception.GetType().Name, batch.Count);
            return stoppingToken.IsCancellationRequested;
        }
    }

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Task.Delay(options.Value.RetryWait, clock, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The last try follows at once.
        }
    }

    [LoggerMessage(
        1201,
        LogLevel.Warning,
        "The bus did not take {Count} outcomes: {Exception}. They are kept for now."
    )]
    private partial void LogNotSent(string exception, int count);
}
