using MassTransit;
using Orchestrator.Contracts.Messages;

namespace Orchestrator.Learning.Feedback;

internal sealed class StoreFeedbackConsumer(FeedbackStore store) : IConsumer<StoreFeedback>
{
    public async Task Consume(ConsumeContext<StoreFeedback> context)
    {
        var existed = await store.StoreAsync(context.Message, context.CancellationToken);
        await context.RespondAsync(new FeedbackStored(context.Message.FeedbackId, existed));
    }
}
