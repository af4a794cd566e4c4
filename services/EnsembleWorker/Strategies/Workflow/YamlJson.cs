using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>A YAML value as JSON, which is YAML, too: read again it is the same value. Pure; its size is bounded by what it was read from.</summary>
internal static class YamlJson
{
    private const int ItemsMax = FileLimits.YamlNodesMax;

    // Nothing of this ends up in a page: Korean stays readable and short.
    private static readonly JsonWriterOptions _options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Of(YamlField field) => Of(json => Write(json, field));

    public static string Of(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _options))
        {
            write(json);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }

    public static void Write(Utf8JsonWriter json, YamlField field)
    {
        if (field.Scalar is { } scalar)
        {
            WriteScalar(json, scalar);
        }
        else if (field.IsMapping)
        {
            json.WriteStartObject();
            foreach (var (name, value) in field.Entries() ?? [])
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
        }
        else
        {
            json.WriteStartArray();
            foreach (var item in field.IsEmptyList ? [] : field.Items(ItemsMax))
            {
                Write(json, item);
            }

            json.WriteEndArray();
        }
    }

    // Quoted text is text, whatever it looks like.
    private static void WriteScalar(Utf8JsonWriter json, YamlNode.Scalar scalar)
    {
        if (scalar.IsNull)
        {
            json.WriteNullValue();
        }
        else if (!scalar.IsQuoted && scalar.Text is "true" or "false")
        {
            json.WriteBooleanValue(scalar.Text == "true");
        }
        else if (!scalar.IsQuoted && IsNumber(scalar.Text))
        {
            json.WriteRawValue(scalar.Text);
        }
        else
        {
            json.WriteStringValue(scalar.Text);
        }
    }

    // As JSON writes numbers: "+1", ".5", "1_000" and "0x10" are text there.
    private static bool IsNumber(string text)
    {
        if (
            text.Length == 0
            || !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            || !double.IsFinite(number)
        )
        {
            return false;
        }

        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Number;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
