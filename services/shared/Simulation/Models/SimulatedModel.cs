using System.Security.Cryptography;
using System.Text;

namespace Orchestrator.Simulation.Models;

/// <summary>One model as a host knows it. Sizes and shapes follow the published models, speeds those of a machine.</summary>
public sealed record SimulatedModel
{
    /// <summary>Short display name with its tag, lower case: <c>llama3.2:3b</c>.</summary>
    public required string Name { get; init; }

    public required string Family { get; init; }

    /// <summary>As shown by the tools: <c>3.2B</c>.</summary>
    public required string ParameterSize { get; init; }

    public required long ParameterCount { get; init; }

    public required string Quantization { get; init; }

    /// <summary>Bytes of the weights, on disk and (about) in memory.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>Tokens that the model was trained for.</summary>
    public required int ContextLength { get; init; }

    public required int EmbeddingLength { get; init; }

    public required int BlockCount { get; init; }

    public required int HeadCount { get; init; }

    public required int HeadCountKv { get; init; }

    /// <summary>Numbers in the key (and in the value) of one head.</summary>
    public int HeadLength
    {
        get => field == 0 ? EmbeddingLength / Math.Max(1, HeadCount) : field;
        init;
    }

    /// <summary>Layers that see only the last <see cref="SlidingWindow"/> tokens and keep no more.</summary>
    public int SlidingBlockCount { get; init; }

    public int SlidingWindow { get; init; }

    public required ModelCapabilities Capabilities { get; init; }

    /// <summary>Parameters that one token uses: fewer than all in a mixture of experts.</summary>
    public long ActiveParameterCount
    {
        get => field == 0 ? ParameterCount : field;
        init;
    }

    /// <summary>It is a mixture of experts.</summary>
    public bool IsMixture => ActiveParameterCount < ParameterCount;

    /// <summary>Prompt tokens per second of one request alone, all layers on the GPU. 0 until a machine is known.</summary>
    public double PrefillTokensPerSecond { get; init; }

    /// <summary>Answer tokens per second of one request alone, all layers on the GPU. 0 until a machine is known.</summary>
    public double DecodeTokensPerSecond { get; init; }

    /// <summary>Prompt tokens per second of one request alone, all layers on the CPU.</summary>
    public double CpuPrefillTokensPerSecond { get; init; }

    /// <summary>Answer tokens per second of one request alone, all layers on the CPU.</summary>
    public double CpuDecodeTokensPerSecond { get; init; }

    /// <summary>64 hex digits derived from the name, so that the same model has the same digest on every replica.</summary>
    public string Digest { get; init; } = "";

    /// <summary>It answers with vectors: it needs no cache, and runs one request at a time.</summary>
    public bool IsEmbedding => Can(ModelCapabilities.Embedding);

    /// <summary>
    /// Bytes of key/value cache that one more token takes where all layers see it, in half precision: given, or else
    /// computed from the shape.
    /// </summary>
    public long KvBytesPerToken
    {
        get =>
            IsEmbedding ? 0
            : field == 0 ? 2L * 2 * HeadCountKv * HeadLength * BlockCount
            : field;
        init;
    }

    /// <summary>Bytes of key/value cache of one slot, in half precision.</summary>
    public long KvBytes(int context) =>
        KvBytesPerToken
        * (
            ((long)(BlockCount - SlidingBlockCount) * context)
            + ((long)SlidingBlockCount * Math.Min(context, SlidingWindow))
        )
        / Math.Max(1, BlockCount);

    public bool IsOfFamily(string family) => Family.StartsWith(family, StringComparison.Ordinal);

    public bool Can(ModelCapabilities capability) => Capabilities.HasFlag(capability);

    /// <summary>The same model on a machine that is <paramref name="factor"/> times as fast.</summary>
    public SimulatedModel SpedUpBy(double factor) =>
        this with
        {
            PrefillTokensPerSecond = PrefillTokensPerSecond * factor,
            DecodeTokensPerSecond = DecodeTokensPerSecond * factor,
            CpuPrefillTokensPerSecond = CpuPrefillTokensPerSecond * factor,
            CpuDecodeTokensPerSecond = CpuDecodeTokensPerSecond * factor,
        };

    /// <summary>The same weights under another identity: what was learned about the old digest no longer holds.</summary>
    /// <param name="revision">Equal texts give equal digests.</param>
    public SimulatedModel Revised(string revision) => this with { Digest = DigestOf($"simulated:{Name}:{revision}") };

    public SimulatedModel WithDigest() => this with { Digest = DigestOf($"simulated:{Name}") };

    private static string DigestOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
