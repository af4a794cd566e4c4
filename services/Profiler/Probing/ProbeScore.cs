using Orchestrator.Profiler.Capability;

namespace Orchestrator.Profiler.Probing;

/// <summary>How a model did on one set of questions in one language.</summary>
/// <param name="Digest">The model, whatever its name.</param>
/// <param name="Version">Of the question set.</param>
/// <param name="GuessRate">Mean share that blind guesses would get.</param>
/// <param name="IsSimulated">True when no real model answered.</param>
internal sealed record ProbeScore(
    string Digest,
    string Task,
    string Language,
    string Version,
    int Correct,
    int Total,
    double GuessRate,
    bool IsSimulated,
    DateTimeOffset At
)
{
    /// <summary>0 to 1, guesses taken out.</summary>
    public double Score => ProbeMath.WithoutGuesses(Total == 0 ? 0 : (double)Correct / Total, GuessRate);

    /// <summary>The interval of 95 %, guesses taken out.</summary>
    public (double Low, double High) Interval
    {
        get
        {
            var (low, high) = ProbeMath.Wilson(Correct, Total);
            return (ProbeMath.WithoutGuesses(low, GuessRate), ProbeMath.WithoutGuesses(high, GuessRate));
        }
    }

    public Belief Belief => new(Score, ProbeMath.StandardError(Correct, Total, GuessRate));

    public ProbeUnit Unit => new(Digest, Task, Language, Version);
}

/// <summary>What is probed once: a model with one set of questions in one language.</summary>
internal sealed record ProbeUnit(string Digest, string Task, string Language, string Version);
