using MassTransit;
using Orchestrator.Contracts.Messages;

namespace Orchestrator.Learning.Outcomes;

internal sealed partial class OutcomesRecordedConsumer(OutcomeStore store, ILogger<OutcomesRecordedConsumer> logger)
    : IConsumer<OutcomesRecorded>
{
    public async Task Consume(ConsumeContext<OutcomesRecorded> context)
    {
        var outcomes = context.Message.Outcomes ?? [];
        var storable = outcomes.Where(IsStorable).ToList();
        var stored = await store.StoreAsync(storable, context.CancellationToken);
        LogStored(stored, outcomes.Count);
    }

    // One that cannot be kept is left out, so that it does not take the others of its batch with it.
    private bool IsStorable(Outcome outcome)
    {
        if (OutcomeRule.ProblemOf(outcome) is not { } field)
        {
            return true;
        }

        LogRefused(outcome.OutcomeId, field);
        return false;
    }

    [LoggerMessage(5001, LogLevel.Debug, "Stored {Stored} new outcomes of a batch of {BatchSize}.")]
    private partial void LogStored(int stored, int batchSize);

    [LoggerMessage(5002, LogLevel.Warning, "Outcome {OutcomeId} is left out: its {Field} cannot be kept.")]
    private partial void LogRefused(Guid outcomeId, string field);
}
