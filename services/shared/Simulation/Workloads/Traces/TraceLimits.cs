namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>What a recorded trace may hold. A small compressed file can stand for a very large one: all limits count what comes out.</summary>
public static class TraceLimits
{
    /// <summary>Of one line: prefix blocks of a prompt of some million tokens.</summary>
    public const int LineCharactersMax = 128 << 10;

    public const int LinesMax = 20_000_000;

    /// <summary>Of the uncompressed text.</summary>
    public const long CharactersMax = 4L << 30;

    public const int ColumnsMax = 64;

    /// <summary>Of one prompt or answer: beyond any model's context.</summary>
    public const int TokensMax = 10_000_000;

    /// <summary>Ten years: larger numbers are dates and not times since the beginning.</summary>
    public const double ArrivalSecondsMax = 315_360_000;
}
