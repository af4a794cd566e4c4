using MassTransit;
using Orchestrator.Contracts.Messages;

namespace Orchestrator.Learning.Outcomes;

internal sealed partial class OutcomesRecordedConsumer(OutcomeStore store, ILogger<OutcomesRecordedConsumer> logger)
    : IConsumer<OutcomesRecorded>
{
    public async Task Consume(ConsumeContext<OutcomesRecorded> context)
    {
        var stored = await store.StoreAsync(context.Message.Outcomes, context.CancellationToken);
        LogStored(stored, context.Message.Outcomes.Count);
    }

    [LoggerMessage(5001, LogLevel.Debug, "Stored {Stored} new outcomes of a batch of {BatchSize}.")]
    private partial void LogStored(int stored, int batchSize);
}
