using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>What one run may use at most; a request may ask for less, never for more. Beyond it a run answers with what it has.</summary>
public sealed class RunBudgetOptions
{
    /// <summary>Model calls of one run, tries at other models included.</summary>
    [Range(1, 100_000)]
    public int Calls { get; set; } = 256;

    /// <summary>Tokens of one run's prompts and answers together.</summary>
    [Range(1, 1_000_000_000_000)]
    public long Tokens { get; set; } = 4_000_000;

    /// <summary>Seconds in which replicas may work for one run: loads, prompts and answers.</summary>
    [Range(0.001, 100_000_000)]
    public double GpuSeconds { get; set; } = 7_200;

    /// <summary>Time under way, pauses not counted, after which a run answers with what it has; RunLimit is the hard end.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "7.00:00:00")]
    public TimeSpan WallTime { get; set; } = TimeSpan.FromMinutes(25);

    /// <summary>Tokens put aside at the start of an answer whose length nobody limits; with fewer left, it is limited to those.</summary>
    [Range(16, 1_000_000)]
    public int AnswerTokens { get; set; } = 4_096;
}
