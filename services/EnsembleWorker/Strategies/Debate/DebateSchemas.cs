using System.Text.Json.Nodes;

namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>The JSON schemas of what members and scorers say. Pure.</summary>
internal static class DebateSchemas
{
    public static string Position(bool hasPlan) => Object([.. PositionFields(hasPlan)]).ToJsonString();

    public static string Revision(bool hasPlan) =>
        Object([("critiques", List("string")), ("convinced_by", Type("string")), .. PositionFields(hasPlan)])
            .ToJsonString();

    public static string Groups(IEnumerable<string> labels) =>
        Object([("groups", Object([.. labels.Select(label => (label, Type("integer")))]))]).ToJsonString();

    public static string Scores(IReadOnlyList<string> labels) =>
        Object([("relevance", Shares(labels)), ("feasibility", Shares(labels)), ("compatible", Type("boolean"))])
            .ToJsonString();

    private static IEnumerable<(string Name, JsonNode Schema)> PositionFields(bool hasPlan)
    {
        yield return ("reasons", List("string"));
        yield return ("answer", Type("string"));
        yield return ("confidence", Share());
        if (hasPlan)
        {
            var part = Object([
                ("id", Type("string")),
                ("instruction", Type("string")),
                ("depends_on", List("string")),
            ]);
            yield return ("parts", new JsonObject { ["type"] = "array", ["items"] = part });
        }
    }

    private static JsonObject Object((string Name, JsonNode Schema)[] fields) =>
        new()
        {
            ["type"] = "object",
            ["properties"] = new JsonObject(
                fields.Select(field => KeyValuePair.Create(field.Name, (JsonNode?)field.Schema))
            ),
            ["required"] = new JsonArray([.. fields.Select(field => (JsonNode?)field.Name)]),
        };

    private static JsonObject Shares(IEnumerable<string> labels) =>
        Object([.. labels.Select(label => (label, Share()))]);

    private static JsonObject Share() =>
        new JsonObject
        {
            ["type"] = "number",
            ["minimum"] = 0,
            ["maximum"] = 1,
        };

    private static JsonObject List(string of) => new JsonObject { ["type"] = "array", ["items"] = Type(of) };

    private static JsonObject Type(string name) => new JsonObject { ["type"] = name };
}
