using System.Text;
using Orchestrator.Simulation.Text;

namespace Orchestrator.SimulatedOllama.Logprobs;

/// <summary>
/// Makes up probabilities for the tokens of one answer: deterministic, mostly near 1, the chosen token first among its
/// alternatives. They say nothing about any model.
/// </summary>
/// <param name="top">Alternatives to list for each token, 0 to 20.</param>
internal sealed class TokenLogprobs(int top, long seed)
{
    /// <summary>The surest token still leaves this much to the others, so that no logarithm is infinite.</summary>
    private const double DoubtMin = 0.0005;

    private const double DoubtSpan = 0.6;

    private static readonly string[] _others =
    [
        " the",
        " a",
        " of",
        " and",
        " to",
        " in",
        " is",
        " that",
        " for",
        " it",
        " as",
        " with",
        " on",
        " be",
        " this",
        ",",
        ".",
        " are",
        " or",
        " not",
        " by",
        " an",
    ];

    private int _at;

    /// <summary>The next token of the answer; call once for each, in order.</summary>
    public TokenLogprob Next(string token)
    {
        var random = new SimulationRandom(SimulationRandom.Hash(unchecked((ulong)(seed + _at++)), [token]));
        var doubt = DoubtMin + (DoubtSpan * Math.Pow(random.Unit(), 3));
        var chosen = Of(token, 1 - doubt);
        return top == 0 ? chosen : chosen with { TopLogprobs = [chosen, .. Others(token, doubt, random)] };
    }

    // Each alternative takes half of what is left: the list falls off as a real one does, and never adds up to more than 1.
    private IEnumerable<TokenLogprob> Others(string token, double left, SimulationRandom random)
    {
        var start = random.Below(_others.Length);
        return Enumerable
            .Range(0, _others.Length)
            .Select(step => _others[(start + step) % _others.Length])
            .Where(other => other != token)
            .Take(top - 1)
            .Select((other, rank) => Of(other, left * Math.Pow(0.5, rank + 1)));
    }

    private static TokenLogprob Of(string token, double probability) =>
        new(
            token,
            Math.Round(Math.Log(probability), 6),
            [.. Encoding.UTF8.GetBytes(token).Select(value => (int)value)]
        );
}
