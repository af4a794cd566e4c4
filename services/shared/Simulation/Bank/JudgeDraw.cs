using System.Collections.Immutable;
using System.Globalization;
using Orchestrator.Simulation.Models;

namespace Orchestrator.Simulation.Bank;

/// <summary>A model as a judge of answers to one question.</summary>
/// <remarks>
/// With the probability of its position bias b it takes the first candidate unread. Otherwise it reads, and is right
/// with its accuracy a. So for two candidates P(right | the better one is first) − P(right | it is second) is exactly
/// b, and the mean of both orders is b / 2 + (1 − b) a. What it reads out of the candidates does not depend on their
/// order: asking again with the order changed shows the bias and nothing else.
/// </remarks>
public sealed class JudgeDraw(SkillWorld world, SimulatedModel model, Question question, Sampling sampling)
{
    private readonly string _key = SkillWorld.KeyOf(model);

    public Question Question { get; } = question;

    public double Accuracy { get; } = world.JudgeAccuracy(model, question.Task);

    public double PositionBias { get; } = world.PositionBias(model);

    /// <summary>Whether reading <paramref name="text"/> leads to the right judgement.</summary>
    public bool ReadsRightly(string text) => Draw("reads", text) < Accuracy;

    /// <summary>0 up to 1 for this judge, question and text.</summary>
    public double Draw(string purpose, string text) =>
        sampling.Temperature > 0 && Of(purpose + " resamples", text, Seed) < sampling.Temperature
            ? Of(purpose, text, Seed)
            : Of(purpose, text, "");

    /// <returns>The index of the winner, or null for a tie, which is only given when it may be.</returns>
    public int? Pick(ImmutableArray<Candidate> candidates, bool mayTie)
    {
        var all = string.Join('\n', candidates.Select(candidate => candidate.Text).Order(StringComparer.Ordinal));
        if (Draw("position", all) < PositionBias)
        {
            return 0;
        }

        var isEven = candidates.All(candidate => candidate.IsRight == candidates[0].IsRight);
        var isRead = ReadsRightly(all);
        return isEven && isRead && mayTie
            ? null
            : Range(candidates.Length).Where(at => isEven || candidates[at].IsRight == isRead).MinBy(Liking);

        double Liking(int at) => Draw("likes", candidates[at].Text);
    }

    private static IEnumerable<int> Range(int count) => Enumerable.Range(0, count);

    private string Seed => sampling.Seed.ToString(CultureInfo.InvariantCulture);

    private double Of(string purpose, string text, string seed) =>
        world.Draw("judge", purpose, _key, Question.Id, text, seed);
}

/// <summary>An answer to be judged, and whether it is right.</summary>
public readonly record struct Candidate(string Text, bool IsRight);
