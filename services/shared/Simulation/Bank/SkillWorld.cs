using Orchestrator.Simulation.Models;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Bank;

/// <summary>
/// Which model is good at what, drawn from the ranges. Pure: every replica that knows the seed agrees. A model is its
/// digest, so that a copy is as good as its original and a replaced model is another one.
/// </summary>
/// <remarks>
/// Skill = range at v^(4^(1 − 2s)), where s is 0 for one billion parameters and 1 for a hundred billion (logarithmic,
/// clamped) and v is uniform. Its mean share of the range is 1 / (1 + 4^(1 − 2s)): 0.2, 0.5 and 0.8 for 1, 10 and 100
/// billion. With probability one half v is the family's own talent for the task, and two models that both take it are
/// ordered by their size. Our assumption; no published skill is imitated.
/// </remarks>
public sealed record SkillWorld(long Seed, SkillRanges Ranges)
{
    private const double FamilyTalentShare = 0.5;

    public static SkillWorld Default { get; } = new(1, SkillRanges.Default);

    /// <summary>Probability of a right answer to a question of medium difficulty.</summary>
    public double Skill(SimulatedModel model, string task) => Ranges.Skill.At(Talent("skill", model, task));

    /// <summary>Probability of a right answer to this question.</summary>
    public double RightProbability(SimulatedModel model, Question question)
    {
        var skill = Skill(model, question.Task);
        var shift = ((int)Difficulty.Medium - (int)question.Difficulty) * Ranges.DifficultyLogOdds;
        return skill / (skill + ((1 - skill) * Math.Exp(-shift)));
    }

    /// <summary>Correlation of the errors of two equally good models of this family.</summary>
    public double ErrorCorrelation(string family) => Ranges.ErrorCorrelation.At(Draw("correlation", family));

    /// <summary>Probability of a right judgement about answers to a task, when the candidates are read.</summary>
    public double JudgeAccuracy(SimulatedModel model, string task) =>
        Ranges.JudgeAccuracy.At(Talent("judge", model, task));

    /// <summary>Probability that the first candidate is taken unread.</summary>
    public double PositionBias(SimulatedModel model) => Ranges.PositionBias.At(Draw("position", KeyOf(model)));

    /// <summary>0 up to 1, always the same for the same parts.</summary>
    internal double Draw(params ReadOnlySpan<string> parts) =>
        new SimulationRandom(SimulationRandom.Hash(unchecked((ulong)Seed), parts.ToArray())).Unit();

    internal static string KeyOf(SimulatedModel model) => model.Digest.Length > 0 ? model.Digest : model.Name;

    private double Talent(string kind, SimulatedModel model, string task)
    {
        var key = KeyOf(model);
        var isShared = Draw(kind, "shares", key, task) < FamilyTalentShare;
        var talent = isShared ? Draw(kind, "family", model.Family, task) : Draw(kind, "own", key, task);
        return Math.Pow(talent, Math.Pow(4, 1 - (2 * SizeShare(model))));
    }

    private static double SizeShare(SimulatedModel model) =>
        Math.Clamp(Math.Log10(Math.Max(1, model.ParameterCount) / 1e9) / 2, 0, 1);
}
