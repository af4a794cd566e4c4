using Orchestrator.Contracts;

namespace Orchestrator.EnsembleWorker.Strategies.Cascade;

/// <summary>What the log of a cascade says. Pure.</summary>
internal static class CascadeNotes
{
    /// <summary>The decision after a rung, with the numbers it was made of.</summary>
    public static RunNote Decision(RungResult rung, RunModel next, bool isEscalated, string because) =>
        new(
            EventNames.DiscussionUpdate,
            PayloadJson.Of(
                new
                {
                    step = rung.Steps[0].Step,
                    model = rung.Model.Name,
                    decision = isEscalated ? Escalation.Escalate : Escalation.Keep,
                    because,
                    confidence = Round(rung.Confidence),
                    rung.Evidence,
                    rung.Same,
                    rung.Compared,
                    next = next.Name,
                    next_quality = Round(next.Quality),
                    gain = Round(rung.Escalation?.Gain ?? 0),
                    price = Round(rung.Escalation?.Price ?? 0),
                    wait_seconds = Round(next.WaitSeconds),
                    load_seconds = Round(next.LoadSeconds),
                    answer_seconds = Round(next.AnswerSeconds),
                    cost = next.Cost,
                }
            )
        );

    public static string Completed(StepResult answer, IReadOnlyList<RungResult> rungs)
    {
        var steps = rungs.SelectMany(rung => rung.Steps).ToList();
        return EndPayload.Of(
            answer,
            steps,
            new
            {
                confidence = Round(rungs.First(rung => rung.Answer?.Step == answer.Step).Confidence),
                rungs = rungs.Select(Rung),
            }
        );
    }

    private static object Rung(RungResult rung) =>
        new
        {
            step = rung.Steps[0].Step,
            model = rung.Model.Name,
            quality = Round(rung.Model.Quality),
            confidence = rung.Answer is null ? null : (double?)Round(rung.Confidence),
            rung.Evidence,
            rung.Same,
            rung.Compared,
            escalated = rung.Escalation?.IsTaken ?? false,
            because = rung.Escalation?.Because,
            gain = rung.Escalation is { } gained ? (double?)Round(gained.Gain) : null,
            price = rung.Escalation is { } priced ? (double?)Round(priced.Price) : null,
        };

    private static double Round(double value) => Math.Round(value, 4);
}
