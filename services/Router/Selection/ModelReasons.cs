using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Selection;

/// <summary>Reason codes of a model, whoever is busy. Their words are in Explanations.</summary>
internal static class ModelReasons
{
    public const string Requested = "requested";
    public const string Fallback = "fallback";
    public const string RulePrefers = "rule_prefers";
    public const string RuleForces = "rule_forces";
    public const string Role = "role";
    public const string RoleUnmapped = "role_unmapped";
    public const string Preferred = "preferred";
    public const string OptimalFor = "optimal_for";
    public const string HighPriority = "high_priority";
    public const string LanguageKorean = "language_ko";
    public const string Large = "large";
    public const string Small = "small";
    public const string General = "general";
    public const string BelowFloor = "below_quality_floor";
    public const string Explored = "explored";

    private static readonly string[] _tasks = [.. TaskNames.All.Select(task => $"task_{task}")];

    /// <summary>In the order of importance, which is that of the flags.</summary>
    private static readonly (ReasonFlags Flag, string Code)[] _codes =
    [
        (ReasonFlags.Requested, Requested),
        (ReasonFlags.Fallback, Fallback),
        (ReasonFlags.RuleForces, RuleForces),
        (ReasonFlags.RulePrefers, RulePrefers),
        (ReasonFlags.Role, Role),
        (ReasonFlags.RoleUnmapped, RoleUnmapped),
        (ReasonFlags.Preferred, Preferred),
        (ReasonFlags.OptimalFor, OptimalFor),
        (ReasonFlags.HighPriority, HighPriority),
        (ReasonFlags.Task, ""),
        (ReasonFlags.LanguageKorean, LanguageKorean),
        (ReasonFlags.Large, Large),
        (ReasonFlags.Small, Small),
        (ReasonFlags.BelowFloor, BelowFloor),
    ];

    public static string OfTask(TaskType task) => _tasks[(int)task];

    public static IReadOnlyList<string> Of(ReasonFlags found, TaskType task)
    {
        var reasons = new List<string>(4);
        foreach (var (flag, code) in _codes)
        {
            if (found.HasFlag(flag))
            {
                reasons.Add(code.Length > 0 ? code : OfTask(task));
            }
        }

        if (reasons.Count == 0)
        {
            reasons.Add(General);
        }

        return reasons;
    }
}

/// <summary>What speaks for a model, or against it: gathered for all models, put into codes for the few that are named.</summary>
[Flags]
internal enum ReasonFlags
{
    None = 0,
    Requested = 1 << 0,
    Fallback = 1 << 1,
    RuleForces = 1 << 2,
    RulePrefers = 1 << 3,
    Role = 1 << 4,
    RoleUnmapped = 1 << 5,
    Preferred = 1 << 6,
    OptimalFor = 1 << 7,
    HighPriority = 1 << 8,
    Task = 1 << 9,
    LanguageKorean = 1 << 10,
    Large = 1 << 11,
    Small = 1 << 12,
    BelowFloor = 1 << 13,
}
