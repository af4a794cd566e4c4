using Orchestrator.Contracts.Messages;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Native;

/// <summary>A thumb or stars as a score from 0 to 1. Pure.</summary>
internal static class FeedbackMapping
{
    private const int MaxRunIdChars = 100;

    /// <param name="newId">Taken when the client gives none.</param>
    public static StoreFeedback ToMessage(
        FeedbackRequest request,
        Guid newId,
        DateTimeOffset now,
        FieldProblems problems
    )
    {
        var id = newId;
        if (request.Id is { } given && !Guid.TryParse(given, out id))
        {
            problems.Add("id", "must be a UUID");
        }

        if (request.RunId is not { Length: > 0 and <= MaxRunIdChars })
        {
            problems.Add("run_id", "must be the value of an X-Orchestrator-Run header");
        }

        return new StoreFeedback
        {
            FeedbackId = id,
            RunId = request.RunId ?? "",
            GivenAt = now,
            Score = Score(request, problems),
            Kind = request.Stars is null ? "thumb" : "stars",
        };
    }

    private static double Score(FeedbackRequest request, FieldProblems problems)
    {
        switch (request)
        {
            case { Thumb: not null, Stars: not null }:
                problems.Add("stars", "must be left out when there is a thumb");
                return 0;
            case { Stars: { } stars }:
                return Score(stars, problems);
            case { Thumb: "up" }:
                return 1;
            case { Thumb: "down" }:
                return 0;
            default:
                problems.Add("thumb", "must be \"up\" or \"down\", or stars must be from 1 to 5");
                return 0;
        }
    }

    private static double Score(long stars, FieldProblems problems)
    {
        if (stars is < 1 or > 5)
        {
            problems.Add("stars", "must be an integer from 1 to 5");
        }

        return (stars - 1) / 4.0;
    }
}
