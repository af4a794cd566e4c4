using System.Text;
using System.Text.Json;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>Reads a request's JSON, whatever its content type says. What follows the first value is ignored.</summary>
internal static class RequestBody
{
    /// <param name="goType">Name of the request in error texts: <c>ChatRequest</c>.</param>
    public static async Task<JsonFields> ReadAsync(
        HttpContext context,
        string goType,
        WireErrors errors,
        WireDialect dialect
    )
    {
        using var body = new MemoryStream();
        try
        {
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        }
        catch (BadHttpRequestException exception)
        {
            // The other reason is a body that ends early or comes too slowly.
            var isTooLarge = exception.StatusCode == StatusCodes.Status413PayloadTooLarge;
            errors.Add(
                new WireError(exception.StatusCode, isTooLarge ? "http: request body too large" : "unexpected EOF")
            );
        }

        var text = body.GetBuffer().AsSpan(0, (int)body.Length);
        return new JsonFields(Parse(text, $"{dialect.GoPackage}.{goType}", errors, dialect), goType, errors);
    }

    private static JsonElement Parse(ReadOnlySpan<byte> text, string goType, WireErrors errors, WireDialect dialect)
    {
        if (text.Trim(" \t\r\n"u8).IsEmpty)
        {
            errors.Add(WireError.Bad(dialect.EmptyBody));
            return default;
        }

        try
        {
            var reader = new Utf8JsonReader(text, new JsonReaderOptions { MaxDepth = JsonComplaint.DepthMax });
            using var document = JsonDocument.ParseValue(ref reader);
            errors.Add(
                HasBrokenText(text[..(int)reader.BytesConsumed])
                    ? WireError.Bad("invalid characters in a string")
                    : null
            );
            return Checked(document.RootElement.Clone(), goType, errors);
        }
        catch (JsonException exception)
        {
            errors.Add(WireError.Bad(JsonComplaint.Of(text, exception)));
            return default;
        }
    }

    /// <summary>
    /// A lone surrogate such as "\ud800", or bytes that are no UTF-8, in any name or value: the parser passes them, and
    /// whoever reads the text later would stumble.
    /// </summary>
    private static bool HasBrokenText(ReadOnlySpan<byte> text)
    {
        var reader = new Utf8JsonReader(text);
        try
        {
            while (reader.Read())
            {
                if (
                    reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName
                    && (reader.ValueIsEscaped || !Ascii.IsValid(reader.ValueSpan))
                )
                {
                    _ = reader.GetString();
                }
            }

            return false;
        }
        // There is no way to ask beforehand.
        catch (InvalidOperationException)
        {
            return true;
        }
    }

    private static JsonElement Checked(JsonElement root, string goType, WireErrors errors)
    {
        if (root.ValueKind is not (JsonValueKind.Object or JsonValueKind.Null))
        {
            var kind = JsonFields.GoKind(root);
            errors.Add(WireError.Bad($"json: cannot unmarshal {kind} into Go value of type {goType}"));
        }

        return root;
    }
}
