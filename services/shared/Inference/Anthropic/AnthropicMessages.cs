using System.Text.Json;
using System.Text.Json.Nodes;
using Orchestrator.Inference.Conversation;

namespace Orchestrator.Inference.Anthropic;

/// <summary>A conversation in Anthropic's form: the system prompt apart, and user and assistant taking turns.</summary>
/// <param name="System">All system turns, in order; empty when there is none.</param>
/// <param name="Messages">Neighbours of one role are one message.</param>
/// <param name="LacksThoughts">The last answer called tools, and its signed thoughts are not known any more.</param>
internal sealed record AnthropicMessages(string System, JsonArray Messages, bool LacksThoughts)
{
    public static AnthropicMessages Of(IReadOnlyList<ChatTurn> turns, ThoughtMemory thoughts)
    {
        var system = turns
            .Where(turn => turn.Role == TurnRole.System && turn.Text.Length > 0)
            .Select(turn => turn.Text);
        var messages = new JsonArray();
        var lacksThoughts = false;
        foreach (var turn in ToolIds.Complete(turns).Where(turn => turn.Role != TurnRole.System))
        {
            var isAssistant = turn.Role == TurnRole.Assistant;
            var blocks = isAssistant ? Assistant(turn, thoughts, out var known) : User(turn, out known);
            lacksThoughts = isAssistant
                ? turn.ToolCalls.Count > 0 && !known
                : lacksThoughts && turn.Role == TurnRole.Tool;
            Add(messages, isAssistant ? "assistant" : "user", blocks);
        }

        return new AnthropicMessages(string.Join("\n\n", system), messages, lacksThoughts);
    }

    private static void Add(JsonArray messages, string role, List<JsonNode> blocks)
    {
        if (blocks.Count == 0)
        {
            return;
        }

        if (messages.Count == 0 || (string?)messages[^1]!["role"] != role)
        {
            messages.Add((JsonNode)new JsonObject { ["role"] = role, ["content"] = new JsonArray() });
        }

        var content = messages[^1]!["content"]!.AsArray();
        blocks.ForEach(content.Add);
    }

    private static List<JsonNode> User(ChatTurn turn, out bool known)
    {
        known = true;
        if (turn.Role == TurnRole.Tool)
        {
            return
            [
                new JsonObject
                {
                    ["type"] = "tool_result",
                    ["tool_use_id"] = Id(turn.ToolCallId),
                    ["content"] = turn.Text,
                },
            ];
        }

        List<JsonNode> blocks = [.. turn.Images.Select(Image)];
        AddText(blocks, turn.Text);
        return blocks;
    }

    private static List<JsonNode> Assistant(ChatTurn turn, ThoughtMemory thoughts, out bool known)
    {
        List<JsonNode> blocks = [.. turn.ToolCalls.Count > 0 ? thoughts.Find(Id(turn.ToolCalls[0].Id)) : []];
        known = blocks.Count > 0;
        AddText(blocks, turn.Text);
        foreach (var call in turn.ToolCalls)
        {
            blocks.Add(
                new JsonObject
                {
                    ["type"] = "tool_use",
                    ["id"] = Id(call.Id),
                    ["name"] = call.Name,
                    ["input"] =
                        call.Arguments.ValueKind == JsonValueKind.Object
                            ? JsonNode.Parse(call.Arguments.GetRawText())
                            : new JsonObject(),
                }
            );
        }

        return blocks;
    }

    // Anthropic refuses empty texts.
    private static void AddText(List<JsonNode> blocks, string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            blocks.Add(new JsonObject { ["type"] = "text", ["text"] = text });
        }
    }

    private static JsonNode Image(ReadOnlyMemory<byte> image) =>
        new JsonObject
        {
            ["type"] = "image",
            ["source"] = new JsonObject
            {
                ["type"] = "base64",
                ["media_type"] = ImageMedia.TypeOf(image.Span),
                ["data"] = Convert.ToBase64String(image.Span),
            },
        };

    // The id may come from another endpoint; Anthropic allows letters, digits, "_" and "-".
    private static string Id(string? id) =>
        string.Concat((id ?? "").Select(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' ? c : '_'));
}
