using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>The strategy "decompose": a planner splits the question, the parts are answered, one model puts them together.</summary>
public sealed class DecomposeOptions
{
    /// <summary>The model that makes the plan, in the role "planner"; a virtual name leaves it to the router, empty is the best of the run's models.</summary>
    [RegularExpression("^[^\\s]{0,512}$")]
    public string Planner { get; set; } = "auto:quality";

    /// <summary>The model of each part; a virtual name has the router choose for each part by what the part is about, empty is the best of the run's models.</summary>
    [RegularExpression("^[^\\s]{0,512}$")]
    public string PartModel { get; set; } = "auto:quality";

    /// <summary>The model that writes the final answer; empty for the best of the run's models.</summary>
    [RegularExpression("^[^\\s]{0,512}$")]
    public string Merger { get; set; } = "";

    /// <summary>Models that take the place of one that fails, in turn, for each step.</summary>
    [Range(0, 16)]
    public int Replacements { get; set; } = 3;

    /// <summary>Parts of a plan; a plan with more is refused.</summary>
    [Range(2, 16)]
    public int MaxParts { get; set; } = 8;

    /// <summary>Parts that wait for each other in one chain; a plan with a longer one is refused.</summary>
    [Range(1, 16)]
    public int MaxDepth { get; set; } = 5;

    /// <summary>Characters of one part's question; a plan with a longer one is refused.</summary>
    [Range(50, 100_000)]
    public int MaxPartCharacters { get; set; } = 2_000;

    /// <summary>How often the planner is told what is wrong with its plan and asked for another one.</summary>
    [Range(0, 3)]
    public int PlanRepairs { get; set; } = 1;

    /// <summary>Characters of one part's result that others get to see; the middle of a longer one is left out.</summary>
    [Range(100, 10_000_000)]
    public int MaxResultCharacters { get; set; } = 12_000;

    /// <summary>Characters of the whole question that those who answer its parts get to see; the middle of a longer one is left out.</summary>
    [Range(100, 10_000_000)]
    public int MaxQuestionCharacters { get; set; } = 12_000;
}
