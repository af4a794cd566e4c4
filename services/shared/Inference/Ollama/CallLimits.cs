namespace Orchestrator.Inference.Ollama;

/// <summary>What one call may take, by the endpoint that it goes to.</summary>
/// <param name="FirstByte">From sending to the first byte of the answer.</param>
/// <param name="Idle">Longest silence after that.</param>
/// <param name="IsLines">The answer is a stream of JSON lines.</param>
/// <param name="EndsWithDone">The stream must end with a line that says so.</param>
internal readonly record struct CallLimits(TimeSpan FirstByte, TimeSpan Idle, bool IsLines, bool EndsWithDone)
{
    public static CallLimits For(HttpRequestMessage request, OllamaOptions options)
    {
        var path = request.RequestUri?.AbsolutePath ?? string.Empty;
        return LastSegment(path) switch
        {
            "chat" or "generate" => new(options.FirstTokenTimeout, options.IdleTimeout, true, true),
            "pull" or "push" or "create" => new(options.FirstTokenTimeout, options.TransferIdleTimeout, true, false),
            "tags" or "ps" or "show" or "version" => new(options.InfoTimeout, options.IdleTimeout, false, false),
            _ => new(options.FirstTokenTimeout, options.IdleTimeout, false, false),
        };
    }

    /// <summary>The error of a call that ran into one of the two.</summary>
    public InferenceError TimedOut(InferenceStage stage, bool hasBegun) =>
        hasBegun
            ? new(stage, InferenceCause.IdleTimedOut, $"The replica was silent for {Idle}.")
            : new(stage, InferenceCause.FirstTokenTimedOut, $"The replica did not answer within {FirstByte}.");

    private static string LastSegment(string path) => path[(path.LastIndexOf('/') + 1)..];
}
