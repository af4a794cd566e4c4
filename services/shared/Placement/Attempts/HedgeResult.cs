namespace Orchestrator.Placement.Attempts;

/// <summary>What came of a second copy of a call.</summary>
internal enum HedgeResult
{
    /// <summary>The caller left before either of the two gave a token.</summary>
    Cancelled,

    /// <summary>It gave the first token.</summary>
    Won,

    /// <summary>The first call gave it.</summary>
    Lost,

    /// <summary>Its replica had no free place: nothing was done there.</summary>
    Refused,

    Failed,
}
