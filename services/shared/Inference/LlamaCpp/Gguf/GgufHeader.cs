namespace Orchestrator.Inference.LlamaCpp.Gguf;

/// <summary>What stands at the beginning of a GGUF file, without its tables of tokens and its weights.</summary>
public sealed record GgufHeader
{
    /// <summary>Texts as strings, numbers as long or double, truth values as bool. Arrays are left out.</summary>
    public required IReadOnlyDictionary<string, object> Values { get; init; }

    /// <summary>Numbers in all tensors together.</summary>
    public required long ParameterCount { get; init; }

    public string Architecture => Text("general.architecture") ?? "";

    /// <summary>The kind of most weights, in Ollama's words: <c>F16</c>, <c>Q4_K_M</c>; "unknown" where the file says another number.</summary>
    public string Quantization => FileTypes.NameOf(Number("general.file_type"));

    /// <summary>Tokens of context that it was trained with.</summary>
    public int? ContextLength => Integer($"{Architecture}.context_length");

    public int? EmbeddingLength => Integer($"{Architecture}.embedding_length");

    /// <summary>True when the file says how its vectors are pooled: a model made for embedding.</summary>
    public bool HasPooling => Number($"{Architecture}.pooling_type") is > 0;

    public string? ChatTemplate => Text("tokenizer.chat_template");

    public string? Text(string key) => Values.GetValueOrDefault(key) as string;

    public long? Number(string key) => Values.GetValueOrDefault(key) is long value ? value : null;

    private int? Integer(string key) => Number(key) is >= 0 and <= int.MaxValue and { } value ? (int)value : null;
}
