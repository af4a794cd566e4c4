namespace Orchestrator.Cli.Classify;

/// <summary>What a file to classify may be.</summary>
internal static class ClassifyLimits
{
    /// <summary>Characters of one line.</summary>
    public const int LineChars = 4_000_000;

    /// <summary>Turns before the text.</summary>
    public const int Turns = 1_000;

    /// <summary>Bad lines that are told one by one; of the others only how many they are.</summary>
    public const int ToldProblems = 20;

    /// <summary>Lines between two signs of life.</summary>
    public const int ProgressLines = 10_000;

    /// <summary>The largest number of tools or images that is believed.</summary>
    public const int Count = 10_000;
}
