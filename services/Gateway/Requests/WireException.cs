using System.Text.Json;

namespace Orchestrator.Gateway.Requests;

/// <summary>
/// Thrown inside converters only, because System.Text.Json knows no other way out of one; caught by
/// <see cref="WireReader"/>, which adds the path.
/// </summary>
// The base class has constructors for a path and a position; the serializer is the one who knows those.
#pragma warning disable RCS1194
internal sealed class WireException : JsonException
#pragma warning restore RCS1194
{
    public WireException() { }

    public WireException(string message)
        : base(message) { }

    public WireException(string message, Exception innerException)
        : base(message, innerException) { }

    /// <summary>Path below the converter's own, for a converter that reads a nested value: ".text", "[2].type".</summary>
    public string Below { get; init; } = "";

    /// <summary>What was expected, to be read after the field's name.</summary>
    public string Expected => Message;

    /// <summary>Wraps an error of a nested read, whose path starts anew at "$".</summary>
    public static WireException Nested(JsonException nested, string expected)
    {
        var below = nested is WireException wire ? wire.Below : "";
        var path = nested.Path is { Length: > 1 } inner ? inner[1..] : "";
        return new WireException(expected, nested) { Below = path + below };
    }
}
