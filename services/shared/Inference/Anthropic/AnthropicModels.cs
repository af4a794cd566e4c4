using System.Text.Json;
using Anthropic.Models.Models;
using Orchestrator.Inference.Conversation;
using Orchestrator.Inference.Naming;

namespace Orchestrator.Inference.Anthropic;

/// <summary>
/// Anthropic's list of models as ours. Read from its JSON: the SDK's types throw for what a compatible endpoint leaves
/// out.
/// </summary>
internal static class AnthropicModels
{
    public static string? NameOf(ModelInfo model) =>
        Field(model, "id") is { ValueKind: JsonValueKind.String } id ? id.GetString() : null;

    /// <summary>Null for an entry without a name.</summary>
    public static ListedModel? Of(ModelInfo model) =>
        NameOf(model) is { Length: > 0 } native
            ? new ListedModel(native)
            {
                ModifiedAt =
                    Field(model, "created_at") is { ValueKind: JsonValueKind.String } at
                    && at.TryGetDateTimeOffset(out var time)
                        ? time
                        : default,
                ContextTokens =
                    Field(model, "max_input_tokens") is { ValueKind: JsonValueKind.Number } tokens
                    && tokens.TryGetInt32(out var count)
                    && count > 0
                        ? count
                        : null,
                Capabilities = Capabilities(Field(model, "capabilities")),
            }
            : null;

    /// <summary>Newer models decide by themselves how much to think, and refuse a budget.</summary>
    public static bool ThinksByItself(ModelInfo model)
    {
        var types = Field(model, "capabilities").Field("thinking").Field("types");
        return IsSupported(types.Field("adaptive")) == true && IsSupported(types.Field("enabled")) == false;
    }

    private static List<string> Capabilities(JsonElement? said)
    {
        List<string> found = ["completion", "tools"];
        // Models of before this was said see, all of them.
        if (IsSupported(said.Field("image_input")) ?? true)
        {
            found.Add("vision");
        }

        if (IsSupported(said.Field("thinking")) ?? false)
        {
            found.Add("thinking");
        }

        return found;
    }

    private static bool? IsSupported(JsonElement? capability) =>
        capability.Field("supported")?.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };

    private static JsonElement? Field(ModelInfo model, string name) =>
        model.RawData.TryGetValue(name, out var value) ? value : null;
}
