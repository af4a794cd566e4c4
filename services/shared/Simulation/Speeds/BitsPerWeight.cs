using System.Text.RegularExpressions;

namespace Orchestrator.Simulation.Speeds;

/// <summary>
/// What the quantisations of llama.cpp take per weight on average, by its documentation of <c>quantize</c>. Those of two
/// bits with lookup tables are left out: unpacking them, and not reading them, is what takes their time.
/// </summary>
internal static partial class BitsPerWeight
{
    private static readonly Dictionary<string, double> _bits = new(StringComparer.Ordinal)
    {
        ["F16"] = 16,
        ["BF16"] = 16,
        ["Q8_0"] = 8.5,
        ["Q8_K_XL"] = 9,
        ["Q6_K"] = 6.56,
        ["Q6_K_XL"] = 6.7,
        ["Q5_K_M"] = 5.7,
        ["Q5_K_S"] = 5.5,
        ["Q4_K_M"] = 4.85,
        ["Q4_K_XL"] = 4.95,
        ["Q4_K_L"] = 4.95,
        ["Q4_K_S"] = 4.6,
        ["Q4_0"] = 4.55,
        ["IQ4_XS"] = 4.3,
        ["IQ4_NL"] = 4.5,
        ["MXFP4"] = 4.25,
        ["NVFP4"] = 4.5,
        ["INT4"] = 4.5,
        ["Q3_K_M"] = 3.9,
        ["Q3_K_XL"] = 4.0,
        ["Q3_K_S"] = 3.5,
        ["Q2_K"] = 3.0,
        ["Q2_K_S"] = 2.8,
        ["Q2_K_XL"] = 3.1,
    };

    /// <summary>From the quantisation named, or else from the model's file name; null when neither says it.</summary>
    public static double? Of(string quantisation, string model)
    {
        var name = quantisation.ToUpperInvariant();
        name = name.Length > 0 ? name : Quantisation().Match(model.ToUpperInvariant()).Value;
        name = name.Replace("UD-", "", StringComparison.Ordinal).Replace("_MOE", "", StringComparison.Ordinal);
        return _bits.TryGetValue(name, out var bits) ? bits : null;
    }

    [GeneratedRegex(@"I?Q\d_(K_XL|K_[SML]|K|XXS|XS|NL|M|0)|MXFP4|NVFP4|BF16|F16", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Quantisation();
}
