using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Roles;

/// <summary>What a role is to the flow of a team, whatever it is called.</summary>
internal enum RoleKind
{
    /// <summary>Nothing in particular: it answers what it is asked.</summary>
    Member,
    Planner,

    /// <summary>Is asked again when it fails; gets the problems that a review has found.</summary>
    Coder,

    /// <summary>Gives a verdict.</summary>
    Reviewer,
    Tester,
    Committer,
    Lead,
}

internal static class RoleKinds
{
    private static readonly Dictionary<string, RoleKind> _byName = Enum.GetValues<RoleKind>()
        .Where(kind => kind != RoleKind.Lead)
        .ToDictionary(NameOf, StringComparer.Ordinal);

    public static string NameOf(RoleKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>A role that is called like a kind is of that kind.</summary>
    public static RoleKind OfName(string name) => _byName.GetValueOrDefault(name, RoleKind.Member);

    /// <returns>Null, and a problem, for a kind that there is not.</returns>
    public static RoleKind? Read(YamlField field)
    {
        if (field.Scalar?.Text is { } name && _byName.TryGetValue(name, out var kind))
        {
            return kind;
        }

        field.Problem($"{field.Shown} is no kind; {ClosestNames.Hint(field.Scalar?.Text ?? "", _byName.Keys)}");
        return null;
    }

    /// <summary>Kinds whose work would be carried out if there were tools.</summary>
    public static bool IsExecution(RoleKind kind) => kind is RoleKind.Coder or RoleKind.Tester or RoleKind.Committer;
}
