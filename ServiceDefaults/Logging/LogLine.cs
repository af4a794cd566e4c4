using System.Diagnostics;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults;

/// <summary>One entry as one JSON object: time, level, category, event, message, exception, trace, values, scopes.</summary>
internal readonly record struct LogLine(
    DateTimeOffset Time,
    LogLevel Level,
    string Category,
    EventId Event,
    string Message,
    Exception? Exception
)
{
    private const string Template = "{OriginalFormat}";

    // Korean stays readable; line breaks and quotes are still escaped, so a line stays a line.
    private static readonly JsonWriterOptions _format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <returns>The object and a line feed.</returns>
    public byte[] ToUtf8(
        IEnumerable<KeyValuePair<string, object?>>? values,
        IExternalScopeProvider? scopes,
        int maxText
    )
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, _format))
        {
            json.WriteStartObject();
            WriteHead(json, maxText);
            WriteTrace(json);
            WriteValues(json, values, maxText);
            WriteScopes(json, scopes, maxText);
            json.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private void WriteHead(Utf8JsonWriter json, int maxText)
    {
        json.WriteString("time", Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture));
        json.WriteString("level", Level.ToString());
        json.WriteString("category", Category);
        json.WriteNumber("event", Event.Id);
        json.WriteString("message", Cut(Message, maxText));
        if (Exception is not null)
        {
            json.WriteString("exception", Cut(Exception.ToString(), maxText));
        }
    }

    private static void WriteTrace(Utf8JsonWriter json)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C } span)
        {
            json.WriteString("trace", span.TraceId.ToHexString());
            json.WriteString("span", span.SpanId.ToHexString());
        }
    }

    private static void WriteValues(
        Utf8JsonWriter json,
        IEnumerable<KeyValuePair<string, object?>>? values,
        int maxText
    )
    {
        json.WriteStartObject("values");
        foreach (var (name, value) in values ?? [])
        {
            if (name != Template)
            {
                WriteValue(json, name, value, maxText);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteScopes(Utf8JsonWriter json, IExternalScopeProvider? scopes, int maxText)
    {
        if (scopes is null)
        {
            return;
        }

        json.WriteStartArray("scopes");
        scopes.ForEachScope(
            static (scope, state) => state.json.WriteStringValue(Cut(scope?.ToString() ?? "", state.maxText)),
            (json, maxText)
        );
        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, string name, object? value, int maxText)
    {
        switch (value)
        {
            case null:
                json.WriteNull(name);
                break;
            case bool truth:
                json.WriteBoolean(name, truth);
                break;
            case int or long or short or byte:
                json.WriteNumber(name, Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                json.WriteNumber(name, number);
                break;
            default:
                json.WriteString(name, Cut(TextOf(value), maxText));
                break;
        }
    }

    private static string TextOf(object value) =>
        (value as IFormattable)?.ToString(format: null, CultureInfo.InvariantCulture) ?? value.ToString() ?? "";

    private static string Cut(string text, int length) => text.Length <= length ? text : $"{text[..length]}…";
}
