using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>How models are called.</summary>
public sealed class GenerationOptions
{
    /// <summary>How long a model stays in memory after a call that does not say.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "7.00:00:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a load of a model may take, also after its caller has hung up.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan ColdLoadLimit { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>The smallest context that is asked for, in tokens, so that small wishes cause no reloads.</summary>
    [Range(256, 1_048_576)]
    public int MinContextTokens { get; set; } = 4096;

    /// <summary>
    /// The largest context, in tokens, that is asked for because a prompt looks long; a caller's own num_ctx is not
    /// bound by it. 0 never guesses: a replica then silently cuts what does not fit.
    /// </summary>
    [Range(0, 1_048_576)]
    public int MaxEstimatedContextTokens { get; set; } = 32_768;

    /// <summary>Tokens of a guessed context that are left for the answer, unless the caller wants fewer.</summary>
    [Range(0, 131_072)]
    public int AnswerTokens { get; set; } = 1024;

    /// <summary>Messages in one request.</summary>
    [Range(1, 100_000)]
    public int MaxMessages { get; set; } = 4096;

    /// <summary>Characters of all messages of a request, or of all texts to embed.</summary>
    [Range(1, 1_000_000_000)]
    public int MaxCharacters { get; set; } = 8_000_000;

    /// <summary>Images in one request.</summary>
    [Range(0, 1_000)]
    public int MaxImages { get; set; } = 64;

    /// <summary>Tools in one request.</summary>
    [Range(0, 10_000)]
    public int MaxTools { get; set; } = 256;

    /// <summary>Stop sequences in one request.</summary>
    [Range(0, 1_000)]
    public int MaxStops { get; set; } = 16;

    /// <summary>Texts in one Embed request.</summary>
    [Range(1, 100_000)]
    public int MaxEmbedInputs { get; set; } = 2048;
}
