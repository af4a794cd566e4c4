namespace Orchestrator.Profiler.Probing;

/// <summary>From counted answers to a share and how sure it is.</summary>
internal static class ProbeMath
{
    /// <summary>Half the width of a normal interval of 95 %, in standard deviations.</summary>
    private const double NinetyFive = 1.959964;

    /// <summary>Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22, 1927.</summary>
    /// <returns>The interval of 95 %; 0 to 1 when nothing was asked.</returns>
    public static (double Low, double High) Wilson(int correct, int total)
    {
        if (total <= 0)
        {
            return (0, 1);
        }

        const double Square = NinetyFive * NinetyFive;
        var share = (double)correct / total;
        var scale = 1 + (Square / total);
        var centre = (share + (Square / (2 * total))) / scale;
        var half = NinetyFive / scale * Math.Sqrt((share * (1 - share) / total) + (Square / (4.0 * total * total)));
        return (Math.Max(0, centre - half), Math.Min(1, centre + half));
    }

    /// <summary>What is left of a share of right answers when guesses do not count. 0 to 1.</summary>
    /// <param name="guessRate">Share that blind guesses would get, below 1.</param>
    public static double WithoutGuesses(double share, double guessRate) =>
        Math.Clamp((share - guessRate) / (1 - guessRate), 0, 1);

    /// <summary>Standard error of a guess-corrected share: the interval's half width, spread like the share itself.</summary>
    public static double StandardError(int correct, int total, double guessRate)
    {
        var (low, high) = Wilson(correct, total);
        return Math.Min(0.5, (high - low) / (2 * NinetyFive) / (1 - guessRate));
    }
}
