using System.Text.Json.Serialization;

namespace OllamaSharp.Models.Chat;

/// <summary>One turn of a chat. There is no tool_call_id.</summary>
public class Message
{
    public Message() { }

    public Message(ChatRole role, string content, string[]? images)
    {
        Role = role;
        Content = content;
        Images = images;
    }

    public Message(ChatRole role, string[] images)
    {
        Role = role;
        Images = images;
    }

    public Message(ChatRole? role, string content)
    {
        Role = role;
        Content = content;
    }

    [JsonPropertyName("role")]
    public ChatRole? Role { get; set; }

    [JsonPropertyName("content")]
    public string? Content { get; set; }

    [JsonPropertyName("thinking")]
    public string? Thinking { get; set; }

    /// <summary>Base64.</summary>
    [JsonPropertyName("images")]
    public string[]? Images { get; set; }

    [JsonPropertyName("tool_calls")]
    public IEnumerable<ToolCall>? ToolCalls { get; set; }

    /// <summary>Of a tool's result: the tool that gave it.</summary>
    [JsonPropertyName("tool_name")]
    public string? ToolName { get; set; }

    /// <summary>A call that the model asks for.</summary>
    public class ToolCall
    {
        [JsonPropertyName("function")]
        public Function? Function { get; set; }

        [JsonPropertyName("id")]
        public string? Id { get; set; }
    }

    /// <summary>The function of a <see cref="ToolCall"/>.</summary>
    public class Function
    {
        [JsonPropertyName("index")]
        public int? Index { get; set; }

        [JsonPropertyName("name")]
        public string? Name { get; set; }

        [JsonPropertyName("arguments")]
        public IDictionary<string, object?>? Arguments { get; set; }
    }
}
