using System.Collections.Frozen;
using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Fleet;

/// <summary>What operators set for a model, and what is known of its skills.</summary>
/// <param name="OptimalFor">Tasks for which operators prefer it.</param>
/// <param name="Priority">1 to 10; a higher one wins among equals.</param>
/// <param name="Skills">Of the weights that the name stands for.</param>
internal sealed record ModelRule(
    bool Enabled,
    int Priority,
    IReadOnlySet<TaskType> OptimalFor,
    IReadOnlyList<SkillFigure> Skills
)
{
    public const int UsualPriority = 5;

    public static readonly ModelRule Usual = new(true, UsualPriority, FrozenSet<TaskType>.Empty, []);

    private readonly IReadOnlyList<SkillFigure> _skills = Skills;

    public IReadOnlyList<SkillFigure> Skills
    {
        get => _skills;
        init => (_skills, SkillTable) = (value, new SkillTable(value));
    }

    /// <summary>The same by digest, task and language.</summary>
    public SkillTable SkillTable { get; private init; } = new(Skills);

    /// <summary>What the model costs where it is a provider's; null: what the replica costs counts.</summary>
    public TokenPrice? Price { get; init; }
}

/// <summary>What a provider's model costs per million tokens.</summary>
internal sealed record TokenPrice(double Input, double Output, string Currency);

/// <param name="Score">0 to 1, with its standard error.</param>
internal sealed record SkillFigure(string Digest, string Task, string Language, double Score, double StandardError);
