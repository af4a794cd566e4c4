namespace Orchestrator.EnsembleWorker.Strategies.Refine;

/// <summary>One version of the answer, and what was found about it.</summary>
/// <param name="Step">The draft or a fix.</param>
internal sealed record RefineVersion(StepResult Step)
{
    /// <summary>Null while there is none, or none that could be read.</summary>
    public RefineVerdict? Verdict { get; init; }

    /// <summary>Who gave it; empty without a verdict.</summary>
    public string Verifier { get; init; } = "";

    /// <summary>Why it has no verdict, in snake case; empty with one.</summary>
    public string WhyUnverified { get; init; } = "";
}

/// <summary>Whether there is another round, and why.</summary>
/// <param name="Reason">In snake case.</param>
internal sealed record RefineNext(bool GoesOn, string Reason)
{
    private const string Going = "go:";

    /// <summary>As it is kept in a checkpoint.</summary>
    public override string ToString() => (GoesOn ? Going : "") + Reason;

    public static RefineNext Of(string kept) =>
        kept.StartsWith(Going, StringComparison.Ordinal)
            ? new RefineNext(true, kept[Going.Length..])
            : new RefineNext(false, kept);
}
