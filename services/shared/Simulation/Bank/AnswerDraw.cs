using System.Globalization;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Bank;

/// <summary>Draws outcomes so that models of one family fail on the same questions, in the same way.</summary>
/// <remarks>
/// Each model takes, per question, its family's uniform number with probability √ρ and its own otherwise, and is right
/// when the number is below its probability. The number stays uniform, so the probability is kept, and two models of
/// equal probability have errors of correlation exactly ρ (Lunn and Davies, "A note on generating correlated binary
/// variables", Biometrika 85(2), 1998). Models that differ in skill are correlated as far as their probabilities allow.
/// The wrong answer is drawn with the same number's owner, so errors that are shared are the same error.
/// With a temperature T, min(1, T) of the model's own numbers are drawn anew for each request seed; the family's are
/// not, because what a family has learnt wrongly no sampling mends.
/// </remarks>
public static class AnswerDraw
{
    public static AnswerOutcome Of(SkillWorld world, SimulatedModel model, Question question, Sampling sampling)
    {
        var owner = OwnerOf(world, model, question, sampling);
        var probability = world.RightProbability(model, question);
        var isRight = world.Draw("answer", owner, question.Id) < probability;
        var text = isRight ? question.Answer : WrongOne(question, world.Draw("wrong", owner, question.Id));
        return new AnswerOutcome(isRight, text, probability);
    }

    /// <summary>Whose number decides: the family's, the model's, or that of the model under this seed.</summary>
    private static string OwnerOf(SkillWorld world, SimulatedModel model, Question question, Sampling sampling)
    {
        var key = SkillWorld.KeyOf(model);
        if (world.Draw("shares", key, question.Id) < Math.Sqrt(world.ErrorCorrelation(model.Family)))
        {
            return "family " + model.Family;
        }

        var seed = sampling.Seed.ToString(CultureInfo.InvariantCulture);
        return sampling.Temperature > 0 && world.Draw("resamples", key, question.Id, seed) < sampling.Temperature
            ? $"model {key} {seed}"
            : $"model {key}";
    }

    // Half of the errors are the first wrong answer, a quarter the second: common mistakes are common.
    private static string WrongOne(Question question, double share)
    {
        var at = (int)-Math.Log2(1 - share);
        return question.Wrong[Math.Min(at, question.Wrong.Length - 1)];
    }
}
