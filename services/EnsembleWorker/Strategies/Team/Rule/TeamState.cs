using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Strategies.Team.Answers;
using Orchestrator.EnsembleWorker.Strategies.Team.Roles;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Rule;

/// <summary>Where a team is. Never changed, only replaced: it is the sum of what the run has told so far.</summary>
internal sealed record TeamState
{
    public const string User = "user";
    public const string Assistant = "assistant";

    public required int Turn { get; init; }

    public required int TurnLimit { get; init; }

    public required TeamMode Mode { get; init; }

    /// <summary>What was asked of whom and what came of it, oldest first; failures, too.</summary>
    public ImmutableList<TeamWork> Works { get; init; } = [];

    /// <summary>All steps, for the sums.</summary>
    public ImmutableList<StepResult> Steps { get; init; } = [];

    public TeamMemory Memory { get; init; } = TeamMemory.Empty;

    public TeamInboxes Inboxes { get; init; } = TeamInboxes.Empty;

    /// <summary>What was said between the team and its user during the run.</summary>
    public ImmutableList<SaidLine> Said { get; init; } = [];

    /// <summary>Roles that the user has addressed and that were not asked yet.</summary>
    public ImmutableList<DirectCall> Direct { get; init; } = [];

    /// <summary>The lead's decision that is about to be carried out, and how often it was the same before.</summary>
    public LeadChoice? Choice { get; init; }

    public int Repeats { get; init; }

    public int ReviewCycles { get; init; }

    public Review? LastReview { get; init; }

    public int Questions { get; init; }

    public int FailuresInARow { get; init; }

    /// <summary>Models that others had to replace; asked last from then on.</summary>
    public ImmutableHashSet<string> Broken { get; init; } = [];

    /// <summary>The call under way.</summary>
    public TeamCall? Call { get; init; }

    /// <summary>What the lead would answer the user.</summary>
    public string LeadAnswer { get; init; } = "";

    /// <summary>What the user is asked, where the run ends with it; empty otherwise.</summary>
    public string Question { get; init; } = "";

    /// <summary>Why the team ended, in snake case.</summary>
    public string Ending { get; init; } = "";

    /// <summary>Each role's latest work that has a text, in the order of the roles' first work.</summary>
    public IEnumerable<TeamWork> Latest =>
        Works
            .Where(work => work.HasText)
            .GroupBy(work => work.Role.Name, StringComparer.Ordinal)
            .Select(group => group.Last());

    public IReadOnlyList<string> OpenProblems => LastReview?.Problems ?? [];

    public TeamWork? LastOf(RoleKind kind) => Works.FindLast(work => work.Role.Kind == kind && work.HasText);

    /// <summary>The text that helps the user most when there is no better one.</summary>
    public TeamWork? Best =>
        LastOf(RoleKind.Coder)
        ?? LastOf(RoleKind.Member)
        ?? LastOf(RoleKind.Planner)
        ?? LastOf(RoleKind.Tester)
        ?? LastOf(RoleKind.Committer)
        ?? LastOf(RoleKind.Reviewer);
}

internal enum TeamMode
{
    /// <summary>The lead decides at each turn.</summary>
    Led,

    /// <summary>The lead is of no use: the roles work in the order of the file.</summary>
    Pipeline,

    /// <summary>The user has addressed certain roles, which answer by themselves.</summary>
    Direct,
}

/// <param name="Speaker">"user" or "assistant".</param>
internal sealed record SaidLine(string Speaker, string Text);

/// <summary>One piece of work and what came of it.</summary>
internal sealed record TeamWork(int Turn, TeamRole Role, string Instruction, StepResult Result, Review? Review)
{
    public bool HasText => Result.HasText;
}

/// <summary>A call of a role.</summary>
/// <param name="Try">0 for the first one.</param>
internal sealed record TeamCall(int Turn, TeamRole Role, string Instruction, int Try)
{
    /// <summary>The role answers the user and nobody else.</summary>
    public bool IsDirect { get; init; }

    /// <summary>Its text is the run's answer.</summary>
    public bool IsAnswer { get; init; }

    public bool WantsVerdict => Role.Kind == RoleKind.Reviewer && !IsDirect;

    public string Step => Try == 0 ? $"turn-{Turn}-{Role.Name}" : $"turn-{Turn}-{Role.Name}.retry-{Try}";
}
