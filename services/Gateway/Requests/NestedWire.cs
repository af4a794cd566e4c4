using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Orchestrator.Gateway.Requests;

/// <summary>Reads the object or array inside a union ("a string, or an array of parts") and keeps the path right.</summary>
internal static class NestedWire
{
    public static T Read<T>(ref Utf8JsonReader reader, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            // Not null: a JSON null never gets as far as a converter.
            return JsonSerializer.Deserialize(ref reader, type)!;
        }
        catch (JsonException exception)
        {
            var expected = exception is WireException wire
                ? wire.Expected
                : WireExpectation.At(type, exception.Path ?? "$");
            throw WireException.Nested(exception, expected);
        }
    }
}
