using System.Runtime.InteropServices;
using System.Text;
using Orchestrator.Inference.LlamaCpp.Native;

namespace Orchestrator.Inference.LlamaCpp;

/// <summary>
/// Messages as one prompt. The library knows the templates of the common model families by their text and does not run
/// Jinja; a model with another template, or none, gets plain lines ("User: …").
/// </summary>
public static unsafe class PromptTemplate
{
    /// <param name="template">The model's own; null for plain lines.</param>
    /// <param name="turns">At least one.</param>
    /// <param name="isKnown">False when plain lines were taken.</param>
    /// <returns>The prompt, up to where the answer begins.</returns>
    public static string Apply(string? template, IReadOnlyList<(string Role, string Text)> turns, out bool isKnown)
    {
        var prompt = template is null ? null : ApplyKnown(template, turns);
        isKnown = prompt is not null;
        return prompt ?? Plain(turns);
    }

    /// <summary>Plain lines: an empty line between messages, each with its role.</summary>
    public static string Plain(IReadOnlyList<(string Role, string Text)> turns)
    {
        var text = new StringBuilder();
        foreach (var turn in turns)
        {
            text.Append(Title(turn.Role)).Append(": ").Append(turn.Text).Append("\n\n");
        }

        return text.Append("Assistant:").ToString();
    }

    private static string Title(string role) =>
        role switch
        {
            "system" => "System",
            "assistant" => "Assistant",
            _ => "User",
        };

    private static string? ApplyKnown(string template, IReadOnlyList<(string Role, string Text)> turns)
    {
        using var texts = new NativeTexts();
        var source = texts.Add(template);
        var messages = new ChatMessageParams[turns.Count];
        for (var at = 0; at < messages.Length; at++)
        {
            messages[at] = new() { Role = texts.Add(turns[at].Role), Content = texts.Add(turns[at].Text) };
        }

        // The marks around each message come on top; where they are longer, the library says so.
        var buffer = new byte[(int)Math.Min(texts.Bytes + (turns.Count * 64L), Array.MaxLength)];
        var length = Fill(source, messages, buffer);
        if (length > buffer.Length)
        {
            buffer = new byte[length];
            length = Fill(source, messages, buffer);
        }

        return length < 0 ? null : Encoding.UTF8.GetString(buffer.AsSpan(0, length));
    }

    private static int Fill(nint template, ChatMessageParams[] messages, byte[] buffer)
    {
        fixed (ChatMessageParams* first = messages)
        fixed (byte* target = buffer)
        {
            return LlamaCalls.ApplyTemplate(
                template,
                first,
                (nuint)messages.Length,
                openAnswer: 1,
                target,
                buffer.Length
            );
        }
    }

    /// <summary>Texts outside the managed heap for as long as a call lasts.</summary>
    private sealed class NativeTexts : IDisposable
    {
        private readonly List<nint> _texts = [];

        public long Bytes { get; private set; }

        public nint Add(string text)
        {
            // A zero byte would end the text early for the library, and a prompt holds none.
            var clean = text.Replace("\0", "", StringComparison.Ordinal);
            var address = Marshal.StringToCoTaskMemUTF8(clean);
            _texts.Add(address);
            Bytes += Encoding.UTF8.GetByteCount(clean);
            return address;
        }

        public void Dispose() => _texts.ForEach(Marshal.FreeCoTaskMem);
    }
}
