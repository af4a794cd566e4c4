using System.Runtime.InteropServices;

namespace Orchestrator.Profiler.Speeds;

/// <summary>What a card does for inference, as measured and not as advertised.</summary>
/// <param name="DecodeBytes">Weight bytes read per second while one call decodes.</param>
/// <param name="PrefillFlops">Operations per second while a prompt is read; two per parameter and token.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct CardSpeed(double DecodeBytes, double PrefillFlops);

/// <summary>
/// Speeds of cards, from published measurements of llama.cpp and Ollama: decode tokens/s × bytes of active weights, and
/// prompt tokens/s × 2 × active parameters, the median over the models of one card (most of them from the GPU benchmarks
/// of XiongjieDai, Llama 3 8B in Q4_K_M and F16).
/// </summary>
internal static class CardSpeeds
{
    /// <summary>A card of the middle class, for a replica whose card nobody has named: between an RTX 3060 and an RTX 4070.</summary>
    public static readonly CardSpeed Usual = Of(240, 26);

    // By the distinguishing part of the name; what is longer comes first, so that a 3080 Ti is no 3080.
    private static readonly (string Mark, CardSpeed Speed)[] _cards =
    [
        ("6000ada", Of(779, 89)),
        ("5000ada", Of(479, 82)),
        ("4000ada", Of(309, 42)),
        ("m1ultra", Of(281, 12)),
        ("m2ultra", Of(547, 17.9)),
        ("7900xtx", Of(480, 14.5)),
        ("3080ti", Of(518, 56.9)),
        ("4070ti", Of(399, 58.4)),
        ("m1max", Of(174, 5.7)),
        ("m3max", Of(320, 10.8)),
        ("m4pro", Of(150, 3.9)),
        ("a6000", Of(619, 65.4)),
        ("3060", Of(231, 26.8)),
        ("3070", Of(344, 36.5)),
        ("3080", Of(516, 56.9)),
        ("3090", Of(643, 64.8)),
        ("4070", Of(249, 25.4)),
        ("4080", Of(580, 94.6)),
        ("4090", Of(744, 127.6)),
        ("5080", Of(614, 112.8)),
        ("5090", Of(1_146, 127.6)),
        ("l40s", Of(650, 90.9)),
        ("a100", Of(851, 93.8)),
        ("h100", Of(1_061, 137.8)),
        ("a40", Of(513, 51.9)),
        ("m1", Of(47, 1.4)),
    ];

    /// <param name="gpu">As an operator writes it: "NVIDIA GeForce RTX 3080 Ti", "rtx-4090", "M3 Max". May be empty.</param>
    /// <returns><see cref="Usual"/> for one that is not in the table.</returns>
    public static CardSpeed Of(string gpu)
    {
        var mark = string.Concat(gpu.Where(char.IsAsciiLetterOrDigit)).ToLowerInvariant();
        foreach (var (name, speed) in _cards)
        {
            if (mark.Contains(name, StringComparison.Ordinal))
            {
                return speed;
            }
        }

        return Usual;
    }

    private static CardSpeed Of(double gigabytes, double teraflops) => new(gigabytes * 1e9, teraflops * 1e12);
}
