using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Orchestrator.LlamaCppHost;

/// <summary>Section "LlamaCpp" of the llama.cpp host, a process of its own that a worker starts.</summary>
public sealed class LlamaCppOptions
{
    public const string SectionName = "LlamaCpp";

    /// <summary>Folder with llama.cpp's shared library (libllama, libggml and its backends), version 0.5.0.</summary>
    [Required, MaxLength(4096)]
    public string LibraryFolder { get; set; } = "";

    /// <summary>Folder with the models: each GGUF file in it, folders below it not.</summary>
    [Required, MaxLength(4096)]
    public string ModelsFolder { get; set; } = "";

    /// <summary>Folder for the digests of the models, so that they are not computed again at each start; empty keeps them in memory only.</summary>
    [MaxLength(4096)]
    public string StateFolder { get; set; } = "";

    /// <summary>Port on the loopback address; 0 takes any free one.</summary>
    [Range(0, 65_535)]
    public int Port { get; set; }

    /// <summary>Layers of a model that go into GPU memory: -1 for all, 0 for none. A request's num_gpu takes precedence.</summary>
    [Range(-1, 10_000)]
    public int GpuLayers { get; set; } = -1;

    /// <summary>Threads of the processor for one answer; 0 takes half of the processors, at least 1. A request's num_thread takes precedence.</summary>
    [Range(0, 1_024)]
    public int Threads { get; set; }

    /// <summary>Tokens of context where a request says no num_ctx; never more than the model was trained with.</summary>
    [Range(256, 1_048_576)]
    public int ContextTokens { get; set; } = 4096;

    /// <summary>The largest num_ctx that is honoured; more is cut to it.</summary>
    [Range(256, 1_048_576)]
    public int MaxContextTokens { get; set; } = 131_072;

    /// <summary>Tokens of a prompt that are computed at once.</summary>
    [Range(32, 8_192)]
    public int BatchTokens { get; set; } = 512;

    /// <summary>Models in memory at once; for one more the idle one with the least time left goes.</summary>
    [Range(1, 64)]
    public int MaxLoadedModels { get; set; } = 1;

    /// <summary>Answers that one loaded model writes at once, each with a context of its own.</summary>
    [Range(1, 64)]
    public int Slots { get; set; } = 1;

    /// <summary>Calls that may wait for a load or a slot; the next one gets 503.</summary>
    [Range(0, 10_000)]
    public int QueueLimit { get; set; } = 64;

    /// <summary>How long an idle model stays in memory when its last request did not say.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "365.00:00:00")]
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>Time between two looks at the folder of models.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "01:00:00")]
    public TimeSpan ScanInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>GGUF files that are looked at; further ones are left out.</summary>
    [Range(1, 10_000)]
    public int MaxModels { get; set; } = 1_000;

    /// <summary>Largest request body, in bytes; more gets 413.</summary>
    [Range(1_024, 1_073_741_824)]
    public long MaxBodyBytes { get; set; } = 32L << 20;

    /// <summary>Messages of one conversation; one more gets 400.</summary>
    [Range(1, 100_000)]
    public int MaxMessages { get; set; } = 4_096;

    /// <summary>Stop sequences of one request; one more gets 400.</summary>
    [Range(0, 1_000)]
    public int MaxStops { get; set; } = 16;

    /// <summary>Texts of one embed request; one more gets 400.</summary>
    [Range(1, 100_000)]
    public int MaxEmbedInputs { get; set; } = 2_048;

    /// <summary>How long a stop waits for running answers before it cuts them.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:05:00")]
    public TimeSpan StopTimeout { get; set; } = TimeSpan.FromSeconds(2);
}

[OptionsValidator]
internal sealed partial class LlamaCppOptionsRanges : IValidateOptions<LlamaCppOptions>;
