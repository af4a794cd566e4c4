using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Simulation.Text;

namespace Orchestrator.Simulation.Answers;

/// <summary>Writes a JSON value that is valid for the basic types of a JSON schema.</summary>
internal static class SchemaValue
{
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Write(JsonElement schema, string prompt, SimulationRandom random) =>
        IsFree(schema) ? AnyJson(prompt, random) : Write(schema, new LabelFiller(prompt), random);

    public static string Write(JsonElement schema, ISchemaFiller filler, SimulationRandom random) =>
        ToText(json => new SchemaWriter(schema, filler, random, json).Write());

    /// <summary>JSON mode without a schema.</summary>
    private static string AnyJson(string prompt, SimulationRandom random) =>
        ToText(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("simulated", value: true);
            json.WriteString("kind", PromptTopics.Of(prompt).ToString().ToLowerInvariant());
            json.WriteString("answer", new LabelFiller(prompt).Text(random));
            json.WriteEndObject();
        });

    private static bool IsFree(JsonElement schema) =>
        schema.ValueKind == JsonValueKind.Object && !schema.EnumerateObject().Any();

    private static string ToText(Action<Utf8JsonWriter> write)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private sealed class LabelFiller(string prompt) : ISchemaFiller
    {
        private readonly AnswerPhrases _phrases = AnswerPhrases.For(prompt);

        public string Text(SimulationRandom random) => $"{_phrases.Label} {random.Pick(_phrases.Sentences)}";

        public double? Number() => null;
    }
}
