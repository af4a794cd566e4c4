using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.LlamaCppHost.Wire;

/// <summary>Reads a request and writes answers as Ollama does.</summary>
internal static class WireExchange
{
    private const string Json = "application/json; charset=utf-8";
    private const string Lines = "application/x-ndjson";

    /// <summary>Whatever the content type says.</summary>
    /// <exception cref="WireException">It is no JSON, has a wrong type somewhere, or is too large.</exception>
    public static async Task<T> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
    {
        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            var text = body.GetBuffer().AsSpan(0, (int)body.Length).Trim(" \t\r\n"u8);
            return text.IsEmpty ? throw new WireException(WireError.EmptyBody) : Parse(text, type);
        }
        catch (BadHttpRequestException exception)
        {
            throw new WireException(new WireError(exception.StatusCode, "http: request body too large or cut short"));
        }
    }

    public static Task OkAsync(HttpContext context, object value) =>
        WriteAsync(context, StatusCodes.Status200OK, value);

    public static Task ErrorAsync(HttpContext context, WireError error) =>
        WriteAsync(context, error.Status, new ErrorResponse(error.Message));

    /// <summary>One line of a stream, handed to the socket before this returns.</summary>
    public static async Task LineAsync(HttpContext context, object value, CancellationToken cancellationToken)
    {
        if (!context.Response.HasStarted)
        {
            context.Response.ContentType = Lines;
        }

        var writer = context.Response.BodyWriter;
        writer.Write(WireJson.Bytes(value));
        writer.Write("\n"u8);
        await writer.FlushAsync(cancellationToken);
    }

    private static T Parse<T>(ReadOnlySpan<byte> text, JsonTypeInfo<T> type)
    {
        try
        {
            CheckTexts(text);
            return JsonSerializer.Deserialize(text, type)
                ?? throw new WireException(WireError.Bad("the request is no JSON object"));
        }
        catch (JsonException exception)
        {
            throw new WireException(WireError.Bad($"invalid request at {exception.Path ?? "$"}: {Reason(exception)}"));
        }
        // Half a surrogate pair such as "\ud800".
        catch (InvalidOperationException)
        {
            throw new WireException(WireError.Bad("invalid characters in a string"));
        }
    }

    // The parser passes them, and whoever reads the text later would stumble.
    private static void CheckTexts(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }
    }

    // The serializer's own message names types of ours.
    private static string Reason(JsonException exception) =>
        exception.InnerException is null ? "not valid JSON or of the wrong type" : "of the wrong type";

    private static async Task WriteAsync(HttpContext context, int status, object value)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        var bytes = WireJson.Bytes(value);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }
}
