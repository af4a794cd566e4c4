using System.Text.Json.Serialization;

namespace OllamaSharp.Models;

/// <summary>The "options" of a request; what is null is left to the model's own settings.</summary>
public class RequestOptions
{
    [JsonPropertyName("mirostat")]
    public int? MiroStat { get; set; }

    [JsonPropertyName("mirostat_eta")]
    public float? MiroStatEta { get; set; }

    [JsonPropertyName("mirostat_tau")]
    public float? MiroStatTau { get; set; }

    [JsonPropertyName("num_ctx")]
    public int? NumCtx { get; set; }

    [JsonPropertyName("num_gqa")]
    public int? NumGqa { get; set; }

    [JsonPropertyName("num_gpu")]
    public int? NumGpu { get; set; }

    [JsonPropertyName("main_gpu")]
    public int? MainGpu { get; set; }

    [JsonPropertyName("num_batch")]
    public int? NumBatch { get; set; }

    [JsonPropertyName("num_thread")]
    public int? NumThread { get; set; }

    [JsonPropertyName("num_keep")]
    public int? NumKeep { get; set; }

    [JsonPropertyName("repeat_last_n")]
    public int? RepeatLastN { get; set; }

    [JsonPropertyName("repeat_penalty")]
    public float? RepeatPenalty { get; set; }

    [JsonPropertyName("presence_penalty")]
    public float? PresencePenalty { get; set; }

    [JsonPropertyName("frequency_penalty")]
    public float? FrequencyPenalty { get; set; }

    [JsonPropertyName("temperature")]
    public float? Temperature { get; set; }

    [JsonPropertyName("seed")]
    public int? Seed { get; set; }

    [JsonPropertyName("stop")]
    public string[]? Stop { get; set; }

    [JsonPropertyName("tfs_z")]
    public float? TfsZ { get; set; }

    [JsonPropertyName("num_predict")]
    public int? NumPredict { get; set; }

    [JsonPropertyName("top_k")]
    public int? TopK { get; set; }

    [JsonPropertyName("top_p")]
    public float? TopP { get; set; }

    [JsonPropertyName("min_p")]
    public float? MinP { get; set; }

    [JsonPropertyName("typical_p")]
    public float? TypicalP { get; set; }

    [JsonPropertyName("penalize_newline")]
    public bool? PenalizeNewline { get; set; }

    [JsonPropertyName("use_mmap")]
    public bool? UseMmap { get; set; }

    [JsonPropertyName("use_mlock")]
    public bool? UseMlock { get; set; }

    [JsonPropertyName("low_vram")]
    public bool? LowVram { get; set; }

    [JsonPropertyName("f16_kv")]
    public bool? F16kv { get; set; }

    [JsonPropertyName("logits_all")]
    public bool? LogitsAll { get; set; }

    [JsonPropertyName("vocab_only")]
    public bool? VocabOnly { get; set; }

    [JsonPropertyName("numa")]
    public bool? Numa { get; set; }
}
