using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker;

/// <summary>The strategy "debate": members take positions, criticise each other, and a weighted vote decides.</summary>
public sealed class DebateOptions
{
    /// <summary>More places than this a debate never has, whatever a request asks for.</summary>
    public const int MembersMax = 7;

    /// <summary>Models that take part, unless the request says how many; with a small budget there are fewer.</summary>
    [Range(2, MembersMax)]
    public int Members { get; set; } = 3;

    /// <summary>Rounds of critique and revision at most; there is none where the members agree.</summary>
    [Range(0, 2)]
    public int Rounds { get; set; } = 2;

    /// <summary>A model of another family goes first only when its quality is at most this much below the best model's.</summary>
    [Range(0.0, 1.0)]
    public double MaxQualityGap { get; set; } = 0.15;

    /// <summary>Models that may take the place of one member that fails, one after the other.</summary>
    [Range(0, 16)]
    public int MaxReplacements { get; set; } = 2;

    /// <summary>From this likeness on (0 to 1, of groups of three characters; a denial or other numbers lower it) two open answers are the same position.</summary>
    [Range(0.1, 1.0)]
    public double SameSimilarity { get; set; } = 0.8;

    /// <summary>Where open answers look different, a model is asked which of them mean the same: one call instead of a round.</summary>
    public bool AskWhatIsSame { get; set; } = true;

    /// <summary>Models outside the debate that score the positions; 0, or where there is none outside, the members score each other.</summary>
    [Range(0, 5)]
    public int Judges { get; set; } = 1;

    /// <summary>How much a member's stated confidence moves its weight: with 0.5 a factor from 0.5 (stated: 0) to 1.5 (stated: 1).</summary>
    [Range(0.0, 0.95)]
    public double ConfidenceInfluence { get; set; } = 0.5;

    /// <summary>How much each of the scores for feasibility and relevance moves the weight, in the same way.</summary>
    [Range(0.0, 0.95)]
    public double ScoreInfluence { get; set; } = 0.5;

    /// <summary>Compatible positions with at least this share of the weight are merged into one; the others stay dissent.</summary>
    [Range(0.0, 0.5)]
    public double MergedShareMin { get; set; } = 0.1;

    /// <summary>The model that merges positions and writes the final answer; empty for the best member.</summary>
    [RegularExpression("^[^\\s]{0,512}$")]
    public string Synthesizer { get; set; } = "";

    /// <summary>When members are asked for a plan whose parts they then carry out, as texts.</summary>
    [EnumDataType(typeof(DebatePlans))]
    public DebatePlans Plans { get; set; } = DebatePlans.ByTask;

    /// <summary>Who carries out the parts of a plan.</summary>
    [EnumDataType(typeof(DebateParts))]
    public DebateParts PartsTo { get; set; } = DebateParts.RoundRobin;

    /// <summary>Parts of a plan; a plan with more is not carried out.</summary>
    [Range(1, 16)]
    public int MaxParts { get; set; } = 6;

    /// <summary>Characters of a position that others get to see; the middle of a longer one is left out.</summary>
    [Range(100, 1_000_000)]
    public int MaxPositionCharacters { get; set; } = 8_000;

    /// <summary>Reasons, critiques and dependencies that are read of one list; further ones are left out.</summary>
    [Range(1, 64)]
    public int MaxListItems { get; set; } = 12;

    /// <summary>Characters of a reason, a critique or a part's instruction; the middle of a longer one is left out.</summary>
    [Range(100, 100_000)]
    public int MaxItemCharacters { get; set; } = 1_000;

    /// <summary>Characters of a part's result that dependants and the final answer get to see; the middle of a longer one is left out.</summary>
    [Range(100, 1_000_000)]
    public int MaxResultCharacters { get; set; } = 12_000;

    /// <summary>Characters of a position or of a part's result in an event; the middle of a longer one is left out.</summary>
    [Range(100, 100_000)]
    public int MaxSummaryCharacters { get; set; } = 600;

    /// <summary>How long one step may take, queues and cold loads included; never longer than Worker:Runs:StepLimit.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StepLimit { get; set; } = TimeSpan.FromMinutes(5);
}

/// <summary>When the members of a debate may give plans.</summary>
public enum DebatePlans
{
    /// <summary>Never.</summary>
    Never,

    /// <summary>When the request is about planning or work with tools, as the router has classified it.</summary>
    ByTask,

    /// <summary>Always; closed answers have none all the same.</summary>
    Always,
}

/// <summary>Who carries out the parts of a plan.</summary>
public enum DebateParts
{
    /// <summary>The members in turn, the best one first.</summary>
    RoundRobin,

    /// <summary>The member whose plan it is.</summary>
    Proposer,
}
