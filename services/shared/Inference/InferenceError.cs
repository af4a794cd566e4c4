namespace Orchestrator.Inference;

/// <summary>What went wrong with a call to a replica, precise enough to write a retry rule from it.</summary>
public sealed record InferenceError
{
    /// <summary>Characters kept of a replica's message; it travels in events and answers.</summary>
    public const int MaxMessageLength = 500;

    public InferenceError(InferenceStage stage, InferenceCause cause, string message, int? httpStatus = null)
    {
        Stage = stage;
        Cause = cause;
        Message = Bounded(message);
        HttpStatus = httpStatus;
    }

    public InferenceStage Stage { get; init; }

    public InferenceCause Cause { get; }

    /// <summary>
    /// The replica's own words where it gave any, on one line and at most <see cref="MaxMessageLength"/> characters.
    /// May quote the request: fit for the caller, not for logs.
    /// </summary>
    public string Message { get; }

    /// <summary>Set when the replica answered with an error status.</summary>
    public int? HttpStatus { get; }

    /// <summary>Of a busy endpoint that said how long to stay away; at most an hour.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Any exception of a call as a value, so that an attempt's outcome can be recorded.</summary>
    public static InferenceError From(Exception exception, InferenceStage stage) =>
        exception switch
        {
            InferenceException inference => inference.Error,
            OperationCanceledException => new(stage, InferenceCause.Cancelled, "The call was cancelled."),
            _ => new(stage, InferenceCause.StreamBroken, exception.Message),
        };

    private static string Bounded(string text)
    {
        var length = Math.Min(text.Length, MaxMessageLength);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
        {
            length--;
        }

        return string.Create(
            length,
            text,
            (line, source) =>
            {
                for (var i = 0; i < line.Length; i++)
                {
                    line[i] = char.IsControl(source[i]) ? ' ' : source[i];
                }
            }
        );
    }
}
