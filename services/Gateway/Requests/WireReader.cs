using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Requests;

/// <summary>
/// Reads a wire type from JSON. What is wrong is told by field and expectation, never by repeating what was sent.
/// </summary>
internal static class WireReader
{
    public const string MissingBody = "is missing; a JSON object is expected";

    private static ReadOnlySpan<byte> ByteOrderMark => [0xEF, 0xBB, 0xBF];

    /// <returns>The value, or what is wrong with the text; exactly one of the two is null.</returns>
    public static (T? Value, FieldProblem? Problem) Read<T>(ReadOnlySpan<byte> utf8, JsonTypeInfo<T> type)
        where T : class
    {
        var text = utf8.StartsWith(ByteOrderMark) ? utf8[ByteOrderMark.Length..] : utf8;
        if (text.IsEmpty)
        {
            return (null, new FieldProblem("", MissingBody));
        }

        // Neither the reader nor a raw element would notice before somebody asks for the text.
        if (!Utf8.IsValid(text))
        {
            return (null, new FieldProblem("", "is not valid UTF-8"));
        }

        try
        {
            var value = JsonSerializer.Deserialize(text, type);
            return value is null ? (null, new FieldProblem("", "must be a JSON object")) : (value, null);
        }
        catch (JsonException exception)
        {
            return (null, FindSyntaxError(text, type.Options) ?? Describe(exception, type));
        }
        catch (InvalidOperationException)
        {
            // The reader's answer to text that is no Unicode (half of a surrogate pair) in a property's name.
            return (null, FindSyntaxError(text, type.Options) ?? NotUnicode);
        }
    }

    private static FieldProblem NotUnicode => new("", "has a text that is not valid Unicode");

    /// <summary>
    /// A second pass, only after a failure: it tells "this is no JSON" (with the place) from "this is the wrong type",
    /// which the serializer's exceptions do not.
    /// </summary>
    private static FieldProblem? FindSyntaxError(ReadOnlySpan<byte> text, JsonSerializerOptions options)
    {
        var depth = options.MaxDepth == 0 ? 64 : options.MaxDepth;
        var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = depth });
        try
        {
            while (reader.Read()) { }

            return null;
        }
        catch (JsonException exception)
        {
            var line = (exception.LineNumber ?? 0) + 1;
            var position = (exception.BytePositionInLine ?? 0) + 1;
            return new FieldProblem(
                "",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"is not valid JSON (line {line}, byte {position}; at most {depth} levels deep)"
                )
            );
        }
    }

    private static FieldProblem Describe(JsonException exception, JsonTypeInfo type)
    {
        var path = exception.Path ?? "$";
        if (exception is WireException wire)
        {
            return new FieldProblem(Field(path + wire.Below), wire.Expected);
        }

        return new FieldProblem(Field(path), WireExpectation.At(type, path));
    }

    private static string Field(string path) =>
        path.StartsWith("$.", StringComparison.Ordinal) ? path[2..]
        : path == "$" ? ""
        : path[1..];
}
