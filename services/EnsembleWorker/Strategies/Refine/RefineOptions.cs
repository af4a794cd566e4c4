using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>The strategy "refine": one model drafts, another one verifies, the first one fixes.</summary>
public sealed class RefineOptions
{
    /// <summary>Fixes at most, each followed by a verdict; the draft's own verdict comes before them.</summary>
    [Range(1, 3)]
    public int Rounds { get; set; } = 2;

    /// <summary>Verdicts that have to pass a version before it is taken; the second one comes from another verifier where there is one.</summary>
    [Range(1, 2)]
    public int Passes { get; set; } = 1;

    /// <summary>Models that may take the place of a writer or a verifier that fails, one after the other.</summary>
    [Range(0, 16)]
    public int MaxReplacements { get; set; } = 2;

    /// <summary>Problems of one verdict that are taken up; further ones are left out.</summary>
    [Range(1, 100)]
    public int MaxProblems { get; set; } = 12;

    /// <summary>Characters of one problem; the middle of a longer one is left out.</summary>
    [Range(100, 100_000)]
    public int MaxProblemCharacters { get; set; } = 1_000;

    /// <summary>Characters of a version that its verifier and its fixer get to see; the middle of a longer one is left out.</summary>
    [Range(100, 10_000_000)]
    public int MaxVersionCharacters { get; set; } = 24_000;

    /// <summary>How long a draft, a verdict or a fix may take, queues and cold loads included; never longer than Worker:Runs:StepLimit.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StepLimit { get; set; } = TimeSpan.FromMinutes(5);
}
