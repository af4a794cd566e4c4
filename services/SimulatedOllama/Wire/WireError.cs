namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>What the caller did wrong, or what went wrong here, in Ollama's words.</summary>
internal sealed record WireError(int Status, string Message)
{
    /// <summary>Two spaces, as in the original.</summary>
    public static WireError Busy { get; } =
        new(
            StatusCodes.Status503ServiceUnavailable,
            "server busy, please try again.  maximum pending requests exceeded"
        );

    /// <summary>The caller is gone. Mostly nobody reads it.</summary>
    public static WireError Canceled { get; } = new(StatusCodes.Status499ClientClosedRequest, "request canceled");

    public static WireError InputTooLong { get; } = Bad("the input length exceeds the context length");

    public static WireError ModelRequired { get; } = Bad("model is required");

    public static WireError Bad(string message) => new(StatusCodes.Status400BadRequest, message);

    public static WireError Failed(string message) => new(StatusCodes.Status500InternalServerError, message);

    public static WireError NotFound(string model) => new(StatusCodes.Status404NotFound, $"model '{model}' not found");
}

/// <summary>Keeps the first error of a request; the readers go on with defaults, so that nobody has to ask each time.</summary>
internal sealed class WireErrors
{
    public WireError? First { get; private set; }

    public void Add(WireError? error) => First ??= error;
}
