using MassTransit;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Messages;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Feedback;

/// <summary>Gives a feedback to Learning and waits until it is committed there.</summary>
internal sealed partial class FeedbackSender(
    IBus bus,
    IOptions<FeedbackOptions> options,
    ILogger<FeedbackSender> logger
)
{
    /// <returns>Null when it is stored.</returns>
    public async Task<GatewayError?> SendAsync(StoreFeedback feedback, CancellationToken cancellationToken)
    {
        try
        {
            var client = bus.CreateRequestClient<StoreFeedback>(RequestTimeout.After(ms: Milliseconds));
            await client.GetResponse<FeedbackStored>(feedback, cancellationToken);
            return null;
        }
        // Whatever the bus throws (no answer in time, no broker, a consumer's fault), the person hears the same: not stored.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotStored(feedback.RunId, exception.GetType().Name);
            return new GatewayError(ErrorKind.LearningUnavailable, "The feedback could not be stored. Try again later.")
            {
                Cause = "learning_unavailable",
                RetryAfter = options.Value.StoreTimeout,
            };
        }
    }

    private int Milliseconds => (int)options.Value.StoreTimeout.TotalMilliseconds;

    [LoggerMessage(1301, LogLevel.Warning, "Feedback on run {RunId} was not stored: {Exception}.")]
    private partial void LogNotStored(string runId, string exception);
}
