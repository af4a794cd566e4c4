using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;

namespace Orchestrator.Gateway.Native;

/// <summary>A page of runs, and what is said of a run that has just been accepted. Pure.</summary>
internal static class RunListJson
{
    private static readonly string[] _places = ["events", "messages", "pause", "resume", "stop", "replay"];

    public static void Write(Utf8JsonWriter json, ListRunsResponse list)
    {
        json.WriteStartObject();
        json.WriteStartArray("runs");
        foreach (var run in list.Runs)
        {
            Write(json, run);
        }

        json.WriteEndArray();
        RunViewJson.WriteText(json, "next", list.Next);
        json.WriteEndObject();
    }

    public static void WriteStarted(Utf8JsonWriter json, StartRunRequest run)
    {
        json.WriteStartObject();
        json.WriteString("id", run.RunId);
        json.WriteString("state", "queued");
        json.WriteString("strategy", run.Strategy);
        json.WriteStartArray("models");
        foreach (var model in run.Models)
        {
            json.WriteStringValue(model);
        }

        json.WriteEndArray();
        json.WriteStartObject("links");
        json.WriteString("self", $"/api/runs/{run.RunId}");
        foreach (var place in _places)
        {
            json.WriteString(place, $"/api/runs/{run.RunId}/{place}");
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, RunSummary run)
    {
        json.WriteStartObject();
        json.WriteString("id", run.RunId);
        json.WriteString("state", run.State);
        json.WriteString("strategy", run.Strategy);
        RunViewJson.WriteTimes(json, run.CreatedAt, run.FinishedAt, "created_at");
        json.WriteString("worker", run.Worker);
        json.WriteString("tenant", run.Tenant);
        RunViewJson.WriteText(json, "cause", run.Cause);
        json.WriteEndObject();
    }
}
