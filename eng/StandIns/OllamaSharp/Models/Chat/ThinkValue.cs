using System.Text.Json;
using System.Text.Json.Serialization;

namespace OllamaSharp.Models.Chat;

/// <summary>Whether, or how hard, the model thinks before it answers: a boolean or a level.</summary>
[JsonConverter(typeof(ThinkValueJsonConverter))]
public readonly struct ThinkValue : IEquatable<ThinkValue>
{
    public const string High = "high";
    public const string Medium = "medium";
    public const string Low = "low";

    private readonly object? _value;

    public ThinkValue(object? value) => _value = value;

    internal object? Value => _value;

    public static implicit operator ThinkValue(string? value) => new(value);

    public static implicit operator ThinkValue(bool value) => new(value);

    public static implicit operator ThinkValue(bool? value) => new(value);

    public static bool operator ==(ThinkValue left, ThinkValue right) => left.Equals(right);

    public static bool operator !=(ThinkValue left, ThinkValue right) => !left.Equals(right);

    public bool Equals(ThinkValue other) => Equals(_value, other._value);

    public override bool Equals(object? obj) => obj is ThinkValue other && Equals(other);

    public override int GetHashCode() => _value?.GetHashCode() ?? 0;

    public override string? ToString() => _value?.ToString();
}

internal sealed class ThinkValueJsonConverter : JsonConverter<ThinkValue>
{
    public override ThinkValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType switch
        {
            JsonTokenType.True => true,
            JsonTokenType.False => false,
            JsonTokenType.String => reader.GetString(),
            _ => default,
        };

    public override void Write(Utf8JsonWriter writer, ThinkValue value, JsonSerializerOptions options)
    {
        switch (value.Value)
        {
            case bool flag:
                writer.WriteBooleanValue(flag);
                break;
            case string level:
                writer.WriteStringValue(level);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
