using System.Text;
using OllamaSharp.Models;
using OllamaSharp.Models.Chat;

namespace OllamaSharp;

/// <summary>Reads a stream to its end and puts the pieces together.</summary>
public static class IAsyncEnumerableExtensions
{
    public static async Task<string> StreamToEndAsync(
        this IAsyncEnumerable<string> stream,
        Action<string>? itemCallback = null
    )
    {
        var text = new StringBuilder();
        await foreach (var item in stream)
        {
            text.Append(item);
            itemCallback?.Invoke(item);
        }

        return text.ToString();
    }

    /// <exception cref="InvalidOperationException">The stream ended without an item that is done.</exception>
    public static async Task<GenerateDoneResponseStream?> StreamToEndAsync(
        this IAsyncEnumerable<GenerateResponseStream?> stream,
        Action<GenerateResponseStream?>? itemCallback = null
    )
    {
        var response = new StringBuilder();
        var thinking = new StringBuilder();
        GenerateDoneResponseStream? done = null;
        await foreach (var item in stream)
        {
            itemCallback?.Invoke(item);
            response.Append(item?.Response);
            thinking.Append(item?.Thinking);
            done = item as GenerateDoneResponseStream ?? done;
        }

        var last = done ?? throw NotDone();
        last.Response = response.ToString();
        last.Thinking = thinking.Length > 0 ? thinking.ToString() : null;
        return last;
    }

    /// <exception cref="InvalidOperationException">The stream ended without an item that is done.</exception>
    public static async Task<ChatDoneResponseStream?> StreamToEndAsync(
        this IAsyncEnumerable<ChatResponseStream?> stream,
        Action<ChatResponseStream?>? itemCallback = null
    )
    {
        var message = new MessageAssembly();
        ChatDoneResponseStream? done = null;
        await foreach (var item in stream)
        {
            itemCallback?.Invoke(item);
            message.Add(item?.Message);
            done = item as ChatDoneResponseStream ?? done;
        }

        var last = done ?? throw NotDone();
        last.Message = message.Whole();
        return last;
    }

    private static InvalidOperationException NotDone() =>
        new("IAsyncEnumerable stream did not yield an item with Done=true.");

    private sealed class MessageAssembly
    {
        private readonly StringBuilder _content = new();
        private readonly StringBuilder _thinking = new();
        private readonly List<string> _images = [];
        private readonly List<Message.ToolCall> _toolCalls = [];
        private ChatRole? _role;

        public void Add(Message? part)
        {
            _role ??= part?.Role;
            _content.Append(part?.Content);
            _thinking.Append(part?.Thinking);
            _images.AddRange(part?.Images ?? []);
            _toolCalls.AddRange(part?.ToolCalls ?? []);
        }

        public Message Whole() =>
            new()
            {
                Role = _role ?? ChatRole.Assistant,
                Content = _content.ToString(),
                Thinking = _thinking.Length > 0 ? _thinking.ToString() : null,
                Images = _images.Count > 0 ? [.. _images] : null,
                ToolCalls = _toolCalls.Count > 0 ? _toolCalls : null,
            };
    }
}
