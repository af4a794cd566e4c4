using System.Collections.Frozen;

namespace Orchestrator.Profiler.Capability;

/// <summary>What a quantisation costs, in decades of effective parameters.</summary>
/// <remarks>
/// llama.cpp's quantize tool states the rise of perplexity (wikitext-2, context 512) of Llama 3 8B per type, over
/// 6.2331 at full precision. By its figures for LLaMA 1, a model of 13.0 billion parameters has a perplexity of 5.2543
/// and one of 6.7 billion 5.9066: one decade of parameters is worth 0.407 in the logarithm. A quantisation is taken to
/// cost as many parameters as would raise the perplexity alike. That larger models lose less is not modelled; the
/// cost's own standard deviation of one half of it is there for that.
/// </remarks>
internal static class Quantizations
{
    private const double FullPerplexity = 6.2331;
    private const double LogPerplexityPerDecade = 0.407;

    /// <summary>Of the cost.</summary>
    public const double Spread = 0.5;

    private static readonly FrozenDictionary<string, double> _rises = new Dictionary<string, double>(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["F32"] = 0,
        ["F16"] = 0,
        ["BF16"] = 0,
        ["Q8_0"] = 0.0026,
        ["Q6_K"] = 0.0217,
        ["Q5_K_M"] = 0.0569,
        ["Q5_K_S"] = 0.1049,
        ["Q5_1"] = 0.1062,
        ["Q5_0"] = 0.1316,
        ["Q4_K_M"] = 0.1754,
        ["Q4_K_S"] = 0.2689,
        ["Q4_1"] = 0.4511,
        ["Q4_0"] = 0.4685,
        ["Q3_K_L"] = 0.5562,
        ["Q3_K_M"] = 0.6569,
        ["Q3_K_S"] = 1.6321,
        ["Q2_K"] = 3.5199,
        ["Q2_K_S"] = 3.1836,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <returns>Decades of parameters lost, 0 or more.</returns>
    /// <remarks>
    /// MXFP4 is what gpt-oss was trained for, so it costs nothing. Types without a figure (IQ4_XS, …) are assumed to
    /// cost what the common type of as many bits does; an unknown one costs what Ollama's default, Q4_K_M, does.
    /// </remarks>
    public static double CostDecades(string quantization)
    {
        if (quantization.StartsWith("MXFP4", StringComparison.OrdinalIgnoreCase))
        {
            return 0;
        }

        var rise = _rises.TryGetValue(quantization, out var stated) ? stated : _rises[Similar(quantization)];
        return Math.Log(1 + (rise / FullPerplexity)) / LogPerplexityPerDecade;
    }

    private static string Similar(string quantization) =>
        quantization.FirstOrDefault(char.IsAsciiDigit) switch
        {
            '1' or '2' => "Q2_K",
            '3' => "Q3_K_M",
            '5' => "Q5_K_M",
            '6' => "Q6_K",
            '8' => "Q8_0",
            _ => "Q4_K_M",
        };
}
