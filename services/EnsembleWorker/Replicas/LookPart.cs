using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>One of the answers that a look asks for, and that it can do without.</summary>
/// <param name="Value">Null when it did not come.</param>
/// <param name="Missing">What did not come, as a sentence; null when it came.</param>
internal readonly record struct LookPart<T>(T? Value, string? Missing);

internal static class LookPart
{
    public static async Task<LookPart<T>> OfAsync<T>(Task<T> answer, string what, CancellationToken limit)
    {
        try
        {
            return new(await answer, null);
        }
        catch (InferenceException exception)
        {
            return new(default, $"It lists its models, but does not tell {what}: {exception.Error.Cause}.");
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return new(default, $"It lists its models, but does not tell {what} in time.");
        }
    }
}
