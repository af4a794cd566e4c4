using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Simulation.Answers.Declared;
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
        Write(schema, prompt, DeclaredFields.None, random);

    public static string Write(JsonElement schema, string prompt, DeclaredFields declared, SimulationRandom random) =>
        IsFree(schema)
            ? AnyJson(prompt, declared.Answer, random)
            : Write(schema, new LabelFiller(prompt, declared), random);

    public static string Write(JsonElement schema, ISchemaFiller filler, SimulationRandom random) =>
        ToText(json => new SchemaWriter(schema, filler, random, json).Write());

    /// <summary>JSON mode without a schema.</summary>
    private static string AnyJson(string prompt, string? answer, SimulationRandom random) =>
        ToText(json =>
        {
            json.WriteStartObject();
            json.WriteBoolean("simulated", value: true);
            json.WriteString("kind", PromptTopics.Of(prompt).ToString().ToLowerInvariant());
            json.WriteString("answer", answer ?? new LabelFiller(prompt, DeclaredFields.None).Text(random));
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

    private sealed class LabelFiller(string prompt, DeclaredFields declared) : ISchemaFiller
    {
        private readonly AnswerPhrases _phrases = AnswerPhrases.For(prompt);

        public string Text(SimulationRandom random) => $"{_phrases.Label} {random.Pick(_phrases.Sentences)}";

        public double? Number() => null;

        public bool Write(SchemaProperty property) => declared.Write(property);
    }
}
