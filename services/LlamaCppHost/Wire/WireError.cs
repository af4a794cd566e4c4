namespace Orchestrator.LlamaCppHost.Wire;

/// <summary>What went wrong, in Ollama's words where it has any.</summary>
internal sealed record WireError(int Status, string Message)
{
    /// <summary>Two spaces, as in the original.</summary>
    public static WireError Busy { get; } =
        new(
            StatusCodes.Status503ServiceUnavailable,
            "server busy, please try again.  maximum pending requests exceeded"
        );

    public static WireError ModelRequired { get; } = Bad("model is required");

    public static WireError EmptyBody { get; } = Bad("missing request body");

    public static WireError Bad(string message) => new(StatusCodes.Status400BadRequest, message);

    public static WireError Failed(string message) => new(StatusCodes.Status500InternalServerError, message);

    public static WireError NotFound(string? model) => new(StatusCodes.Status404NotFound, $"model '{model}' not found");

    /// <summary>Names the field, so that the caller knows what to leave out.</summary>
    public static WireError NotSupported(string? model, string what, string field) =>
        Bad($"{model} does not support {what} (field \"{field}\", llama.cpp host)");
}
