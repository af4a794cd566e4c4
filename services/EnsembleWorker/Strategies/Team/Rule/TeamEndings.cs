namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>Why a team ended, as results and the log say it.</summary>
internal static class TeamEndings
{
    /// <summary>The lead, or the last role of the default plan, was done.</summary>
    public const string Finished = "finished";

    /// <summary>The roles that the user had addressed have answered.</summary>
    public const string Addressed = "addressed_roles_answered";
    public const string Question = "question";
    public const string TurnLimit = "turn_limit";
    public const string Budget = StepCauses.BudgetExhausted;
    public const string MembersFailed = "members_failed";

    /// <summary>The lead gave the same work out again and again.</summary>
    public const string Repeated = "repeated_decision";
}
