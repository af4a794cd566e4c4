using System.Collections.Frozen;

namespace Orchestrator.Router.Fleet;

/// <summary>What the profiler says of a model's speed on one replica; 0 where it does not know.</summary>
/// <param name="Prefill">Tokens of a prompt per second, of one call that runs alone.</param>
/// <param name="Decode">Tokens of an answer per second, of one call that runs alone.</param>
/// <param name="LoadSeconds">A cold load.</param>
/// <param name="VramBytes">In memory.</param>
/// <param name="Slots">Calls of it that run at once.</param>
/// <param name="DecodeAtConcurrency">Decode of one call while 2, 3, … calls run.</param>
internal sealed record ModelSpeed(
    double Prefill,
    double Decode,
    double LoadSeconds,
    ulong VramBytes,
    int Slots,
    IReadOnlyList<double> DecodeAtConcurrency
)
{
    public static readonly ModelSpeed Unknown = new(0, 0, 0, 0, 0, []);

    /// <summary>
    /// What each further call slows a token by where nothing was measured: an 8B model at 62 to 74 tokens/s alone makes 95 to
    /// 108 with eight calls on one RTX 4090.
    /// </summary>
    private const double SharingCost = 0.6;

    /// <summary>
    /// Tokens per character of prompts as the model counts them, those of the densest tenth where that is known, by the
    /// language's name; empty while nothing was measured.
    /// </summary>
    public FrozenDictionary<string, double> TokensPerChar { get; init; } = FrozenDictionary<string, double>.Empty;

    /// <summary>Prefill of the slowest tenth of calls; 0 while unknown.</summary>
    public double PrefillSlow { get; init; }

    /// <summary>How much slower one call is while so many run; 1 for a call alone.</summary>
    public double Slowdown(int calls)
    {
        if (calls < 2)
        {
            return 1;
        }

        var measured = Math.Min(calls - 1, DecodeAtConcurrency.Count);
        var last = measured > 0 ? DecodeAtConcurrency[measured - 1] : 0;
        return last > 0 && Decode > 0
            ? Math.Max(1, Decode / last) + (SharingCost * (calls - 1 - measured))
            : 1 + (SharingCost * (calls - 1));
    }

    /// <summary>Seconds that a call takes which runs alone on a replica that has the model in memory.</summary>
    public double Alone(double promptTokens, double outputTokens) => (promptTokens / Prefill) + (outputTokens / Decode);
}
