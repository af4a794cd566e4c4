namespace Orchestrator.Cli.Evaluate.Ensembles;

/// <summary>What one call may ask for, and what a file of recorded answers may hold.</summary>
internal static class EnsemblesLimits
{
    public const int MembersMax = 15;

    public const int DefaultMembers = 5;

    public const int WorldsMax = 1_000;

    public const int DefaultWorlds = 5;

    public const int QuestionsMax = 100_000;

    /// <summary>Per world; the bank has about 470 beside the ones that estimates come from.</summary>
    public const int DefaultQuestions = 100;

    public const int ResamplesMax = 20_000;

    public const int DefaultResamples = 400;

    /// <summary>Answers of one model that the row at equal GPU time may draw for one question.</summary>
    public const int EqualWorkSamplesMax = 15;

    /// <summary>Recorded answers of one model to one question.</summary>
    public const int SamplesMax = 64;

    public const int ModelsMax = 64;

    public const int NameCharsMax = 200;

    /// <summary>Characters of one recorded text.</summary>
    public const int TextCharsMax = 100_000;

    public const int LineCharsMax = 1 << 20;

    public const int LinesMax = 50_000;

    /// <summary>Characters of a file, unpacked: answers are held in memory.</summary>
    public const long FileCharsMax = 1L << 29;

    public const int ProblemsMax = 20;
}
