namespace Orchestrator.Cli.Evaluate;

/// <summary>What a file of outcomes may hold, and what one call may ask for.</summary>
internal static class EvaluateLimits
{
    /// <summary>Characters of a line.</summary>
    public const int LineCharsMax = 1 << 20;

    public const int LinesMax = 200_000;

    /// <summary>Characters of a file, unpacked: a small file may unpack to any size.</summary>
    public const long FileCharsMax = 1L << 31;

    public const int ModelsMax = 64;

    public const int NameCharsMax = 200;

    public const int DomainsMax = 10_000;

    /// <summary>Problems that are told; reading stops there.</summary>
    public const int ProblemsMax = 20;

    public const int FoldsMax = 50;

    public const int DefaultFolds = 10;

    public const int TreesMax = 1_000;

    public const int DefaultTrees = 100;

    public const int ResamplesMax = 20_000;

    public const int DefaultResamples = 1_000;

    /// <summary>A model that fewer lines score is left out, and not the lines without it.</summary>
    public const double ModelShareMin = 0.5;
}
