using Orchestrator.EnsembleWorker.Measurement.Estimates;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>
/// Tokens per character of prompts in one language: least squares of tokens on characters and messages, because a chat
/// template adds some tokens to each message, which would make short prompts look dense. Old prompts are forgotten.
/// </summary>
internal sealed class TokensPerChar
{
    private const double Forgetting = 0.98;

    /// <summary>More than four tokens to a character is no text; fewer than one to fifty neither.</summary>
    private const double MostPerChar = 4;
    private const double LeastPerChar = 0.02;

    /// <summary>Tokens that a template adds to a message, until prompts show it, and how sure that is.</summary>
    private const double TurnTokens = 4;
    private const double TurnWeight = 1e-4;

    private readonly QuantileSketch _spread = new(Forgetting);
    private double _weight;
    private double _turns;
    private double _turnsSquared;
    private double _tokens;
    private double _tokensByTurns;

    // Tokens per character = density + perTurn * (turns per character): a line, solved from five sums.
    public void Add(int chars, int turns, int tokens)
    {
        var ratio = (double)tokens / chars;
        if (chars <= 0 || turns <= 0 || !(ratio is >= LeastPerChar and <= MostPerChar))
        {
            return;
        }

        var turnsPerChar = (double)turns / chars;
        _weight = (_weight * Forgetting) + 1;
        _turns = (_turns * Forgetting) + turnsPerChar;
        _turnsSquared = (_turnsSquared * Forgetting) + (turnsPerChar * turnsPerChar);
        _tokens = (_tokens * Forgetting) + ratio;
        _tokensByTurns = (_tokensByTurns * Forgetting) + (turnsPerChar * ratio);
        _spread.Add(ratio - (PerTurn() * turnsPerChar));
    }

    public Estimated Estimate()
    {
        if (_weight <= 0)
        {
            return default;
        }

        var density = (_tokens - (PerTurn() * _turns)) / _weight;
        return Estimated.Of(Math.Clamp(density, LeastPerChar, MostPerChar), _spread, _weight);
    }

    private double PerTurn()
    {
        var variance = _turnsSquared - (_turns * _turns / _weight);
        var covariance = _tokensByTurns - (_turns * _tokens / _weight);
        return Math.Clamp((covariance + (TurnTokens * TurnWeight)) / (variance + TurnWeight), 0, 10 * TurnTokens);
    }
}
