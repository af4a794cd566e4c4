using System.Text.Json;
using System.Text.Json.Serialization;

namespace OllamaSharp.Models.Chat;

/// <summary>Who speaks. Any text is a role; comparison ignores case.</summary>
[JsonConverter(typeof(ChatRoleJsonConverter))]
public readonly struct ChatRole : IEquatable<ChatRole>
{
    private readonly string? _value;

    [JsonConstructor]
    public ChatRole(string? role) => _value = role;

    public static ChatRole System { get; } = new("system");

    public static ChatRole Assistant { get; } = new("assistant");

    public static ChatRole User { get; } = new("user");

    public static ChatRole Tool { get; } = new("tool");

    public static implicit operator ChatRole(string value) => new(value);

    public static bool operator ==(ChatRole left, ChatRole right) => left.Equals(right);

    public static bool operator !=(ChatRole left, ChatRole right) => !left.Equals(right);

    public bool Equals(ChatRole other) =>
        string.Equals(ToString(), other.ToString(), StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is ChatRole other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(ToString());

    public override string ToString() => _value ?? string.Empty;
}

internal sealed class ChatRoleJsonConverter : JsonConverter<ChatRole>
{
    public override ChatRole Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString());

    public override void Write(Utf8JsonWriter writer, ChatRole value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}
