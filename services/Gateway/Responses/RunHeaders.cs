using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Answers;

namespace Orchestrator.Gateway.Responses;

/// <summary>What the response headers say about a run. There is no -Cache while there is no cache.</summary>
internal static class RunHeaders
{
    public const string Run = "X-Orchestrator-Run";
    public const string Task = "X-Orchestrator-Task";
    public const string Strategy = "X-Orchestrator-Strategy";
    public const string Model = "X-Orchestrator-Model";
    public const string Replica = "X-Orchestrator-Replica";
    public const string Reason = "X-Orchestrator-Reason";
    public const string Simulated = "X-Orchestrator-Simulated";

    /// <summary>Does nothing once the headers have been sent (after a sign of life).</summary>
    public static void Set(HttpResponse response, AnswerOrigin origin)
    {
        if (response.HasStarted)
        {
            return;
        }

        var headers = response.Headers;
        headers[Task] = Ascii(origin.Classification.Task);
        headers[Strategy] = Ascii(origin.Strategy);
        headers[Model] = Ascii(origin.Choice.Model);
        headers[Replica] = Ascii(origin.Choice.Replica);
        headers[Reason] = Ascii(string.Join(',', origin.Reasons));
        if (origin.Choice.Simulated)
        {
            headers[Simulated] = "true";
        }
    }

    /// <summary>What is known before the first piece, for headers that go out with a sign of life.</summary>
    public static void Set(HttpResponse response, RouteResponse? decision)
    {
        if (decision is not null && !response.HasStarted)
        {
            response.Headers[Task] = Ascii(decision.Classification?.Task ?? "");
            response.Headers[Strategy] = Ascii(decision.Strategy);
        }
    }

    /// <summary>A header takes printable ASCII only, and a replica may be named in any script.</summary>
    internal static string Ascii(string text) =>
        text.All(IsPrintable)
            ? text
            : string.Create(
                text.Length,
                text,
                static (span, source) =>
                {
                    for (var index = 0; index < span.Length; index++)
                    {
                        span[index] = IsPrintable(source[index]) ? source[index] : '?';
                    }
                }
            );

    private static bool IsPrintable(char character) => character is >= ' ' and <= '~';
}
