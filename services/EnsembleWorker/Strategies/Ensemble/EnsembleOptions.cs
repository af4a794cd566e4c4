using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker.Strategies.Ensemble;

/// <summary>The strategy "ensemble".</summary>
public sealed class EnsembleOptions
{
    /// <summary>Answers that are wanted, where the request does not say: each of another model, or several of the best one.</summary>
    [Range(1, 16)]
    public int Members { get; set; } = 3;

    /// <summary>
    /// The model that writes the final answer; empty for the best member, "synthesizer" for the model that the router's configuration
    /// gives this role. It is not needed where a vote decides.
    /// </summary>
    [RegularExpression("^[^\\s]{0,512}$")]
    public string Synthesizer { get; set; } = "";

    /// <summary>Characters of each member's answer that the synthesizer gets to see; the middle of a longer one is left out.</summary>
    [Range(100, 10_000_000)]
    public int MaxCandidateCharacters { get; set; } = 24_000;

    /// <summary>
    /// Expected quality by which a member may be worse than the best one; beyond it, and beyond the errors of both figures, it would only
    /// weaken the answer, and the best one is asked once more in its place.
    /// </summary>
    [Range(0, 1.0)]
    public double Delta { get; set; } = 0.15;

    /// <summary>Standard errors of the difference that a worse member gets the benefit of.</summary>
    [Range(0, 10.0)]
    public double DeltaErrors { get; set; } = 1;

    /// <summary>Expected quality that a model in memory may lack and still be asked instead of one that has to be loaded.</summary>
    [Range(0, 1.0)]
    public double ResidentMargin { get; set; } = 0.03;

    /// <summary>Temperature of further samples of one model; a higher one of the request's own stays.</summary>
    [Range(0.05, 2.0)]
    public double SampleTemperature { get; set; } = 0.7;

    /// <summary>Models that may take the place of one member that fails.</summary>
    [Range(0, 32)]
    public int MaxReplacements { get; set; } = 3;

    /// <summary>Members that are asked first where short answers are usual; the others only if these leave the vote open.</summary>
    [Range(1, 16)]
    public int FirstWave { get; set; } = 2;

    /// <summary>Members that are asked at once after the first ones.</summary>
    [Range(1, 16)]
    public int NextWave { get; set; } = 2;

    /// <summary>From this worth of a second of waiting on, in quality, all members are asked at once.</summary>
    [Range(0, 10.0)]
    public double ImpatientLatencyWeight { get; set; } = 0.02;

    /// <summary>From this probability on that the leading answer stays the leading one, nobody else is asked or waited for.</summary>
    [Range(0.5, 1.0)]
    public double StopProbability { get; set; } = 0.95;

    /// <summary>What all answers of one family weigh together at most, in strongest answers of it.</summary>
    [Range(1, 16.0)]
    public double FamilyCap { get; set; } = 1.5;

    /// <summary>Share of the members that must have answered before one that takes long is cut off; never fewer than two of them.</summary>
    [Range(0.1, 1.0)]
    public double StragglerQuorum { get; set; } = 0.5;

    /// <summary>How often the median time of the others a member may take, beyond its expected queue and load.</summary>
    [Range(1, 1_000.0)]
    public double StragglerFactor { get; set; } = 3;

    /// <summary>Nobody is cut off before this, however fast the others were.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "1.00:00:00")]
    public TimeSpan StragglerMin { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>
    /// Models outside of the members that compare open answers in pairs. None by default: with three candidates one judge is six calls,
    /// twice what the members cost, and it only decides the order in which the synthesizer reads them.
    /// </summary>
    [Range(0, 8)]
    public int Judges { get; set; }

    /// <summary>Calls of judges in one run; candidates that are likely the weakest are left out of the comparison first.</summary>
    [Range(2, 256)]
    public int MaxJudgeCalls { get; set; } = 24;
}
