namespace Orchestrator.Gateway.Ollama.Wire;

/// <summary>
/// The options that are passed on. The rest is left out on purpose: a stray num_gpu or num_batch would reload the model
/// for everybody who uses it.
/// </summary>
internal sealed class OllamaOptions
{
    public long? NumPredict { get; set; }

    public long? NumCtx { get; set; }

    public double? Temperature { get; set; }

    public long? TopK { get; set; }

    public double? TopP { get; set; }

    public double? MinP { get; set; }

    public double? RepeatPenalty { get; set; }

    public double? PresencePenalty { get; set; }

    public double? FrequencyPenalty { get; set; }

    public long? Seed { get; set; }

    public List<string?>? Stop { get; set; }
}
