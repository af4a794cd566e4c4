using System.Numerics;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>
/// Which context length is asked for. A different num_ctx makes Ollama load the model anew, and an omitted one keeps
/// what is loaded; so it is sent only when more is needed than is there, in steps of powers of two.
/// </summary>
internal static class ContextRule
{
    /// <param name="wanted">What the caller asked for, in tokens; null when it did not.</param>
    /// <param name="loaded">What the model in memory has; null when it is not in memory.</param>
    /// <param name="trained">What the model was trained for, beyond which nothing is gained; 0 while unknown.</param>
    /// <param name="least">The smallest context that is ever asked for.</param>
    /// <returns>The num_ctx to send; null to send none.</returns>
    public static int? Choose(int? wanted, int? loaded, int trained, int least)
    {
        if (wanted is not > 0)
        {
            return null;
        }

        var asked = Math.Max(least, RoundUp(wanted.Value));
        var useful = trained > 0 ? Math.Min(asked, trained) : asked;
        var needed = trained > 0 ? Math.Min(wanted.Value, trained) : wanted.Value;
        return loaded >= needed ? null : useful;
    }

    private static int RoundUp(int tokens) =>
        tokens > 1 << 30 ? int.MaxValue : (int)BitOperations.RoundUpToPowerOf2((uint)tokens);
}
