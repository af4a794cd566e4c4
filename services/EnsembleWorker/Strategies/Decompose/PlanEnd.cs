namespace Orchestrator.EnsembleWorker.Strategies.Decompose;

/// <summary>What became of the plan.</summary>
/// <param name="Result">Snake case: how the answer came about, see the constants.</param>
internal sealed record PlanEnd(string Result)
{
    /// <summary>The answer was made from the parts.</summary>
    public const string Used = "used";

    /// <summary>The planner saw nothing to split: the question was answered as one.</summary>
    public const string OnePart = "one_part";

    /// <summary>No plan could be carried out: the question was answered as one.</summary>
    public const string Invalid = DecomposeNotes.PlanInvalid;

    /// <summary>Nobody made a plan: the question was answered as one.</summary>
    public const string Failed = "plan_failed";

    /// <summary>No part has a result: the question was answered as one.</summary>
    public const string NoResults = "no_results";

    /// <summary>Null when there is none that could be carried out.</summary>
    public Plan? Plan { get; init; }

    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <summary>Steps of parts that the budget did not allow.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}
