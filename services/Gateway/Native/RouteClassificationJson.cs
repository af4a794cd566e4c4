using System.Text.Json;
using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Native;

/// <summary>What a request is taken for.</summary>
internal static class RouteClassificationJson
{
    public static void Write(Utf8JsonWriter json, Classification classification)
    {
        json.WriteStartObject("classification");
        json.WriteString("task", classification.Task);
        json.WriteString("language", classification.Language);
        json.WriteNumber("probability", classification.Probability);
        json.WriteNumber("difficulty", classification.Difficulty);
        json.WriteNumber("needs_tools", classification.NeedsTools);
        json.WriteString("tier", classification.Tier);
        RouteDecisionJson.WriteStrings(json, "evidence", classification.Evidence);
        RouteDecisionJson.WriteList(json, "tasks", classification.Tasks, WriteTask);
        json.WriteEndObject();
    }

    private static void WriteTask(Utf8JsonWriter json, TaskProbability task)
    {
        json.WriteStartObject();
        json.WriteString("task", task.Task);
        json.WriteNumber("probability", task.Probability);
        json.WriteEndObject();
    }
}
