using System.Globalization;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Native;

/// <summary>From where on, and in which form, a client wants a run's events.</summary>
/// <param name="After">Number of the last event that the client has.</param>
/// <param name="IsLive">Server-sent events until the run ends; otherwise the log so far as one JSON object.</param>
internal readonly record struct RunEventsQuery(ulong After, bool IsLive)
{
    private const string LastEventId = "Last-Event-ID";
    private const string EventStream = "text/event-stream";
    private const string JsonObject = "application/json";

    public static RunEventsQuery Read(HttpRequest request, RunView run, FieldProblems problems)
    {
        // The header is what a browser adds by itself when it connects again to the same address: it is the newer word.
        var header = request.Headers[LastEventId].ToString();
        var (field, text) = header.Length > 0 ? (LastEventId, header) : ("after", request.Query["after"].ToString());
        var after = 0ul;
        var isNumber =
            text.Length == 0 || ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out after);
        if (!isNumber || after > run.LastSequence)
        {
            problems.Add(
                field,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"must be the number of an event of this run: an integer from 0 to {run.LastSequence}"
                )
            );
        }

        return new RunEventsQuery(after, IsStream(request, problems));
    }

    private static bool IsStream(HttpRequest request, FieldProblems problems)
    {
        var accept = request.Headers.Accept.ToString();
        switch (request.Query["stream"].ToString())
        {
            case "true":
                return true;
            case "false":
                return false;
            case "":
                return !accept.Contains(JsonObject, StringComparison.OrdinalIgnoreCase)
                    || accept.Contains(EventStream, StringComparison.OrdinalIgnoreCase);
            default:
                problems.Add("stream", "must be true or false");
                return true;
        }
    }
}
