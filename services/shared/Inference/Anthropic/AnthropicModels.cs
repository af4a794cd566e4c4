using Anthropic.Models.Models;
using Orchestrator.Inference.Naming;

namespace Orchestrator.Inference.Anthropic;

/// <summary>Anthropic's list of models as ours.</summary>
internal static class AnthropicModels
{
    public static ListedModel Of(ModelInfo model) =>
        new(model.ID)
        {
            ModifiedAt = model.CreatedAt,
            ContextTokens = model.MaxInputTokens is > 0 and <= int.MaxValue and var tokens ? (int)tokens : null,
            Capabilities = Capabilities(model.Capabilities),
        };

    /// <summary>Newer models decide by themselves how much to think, and refuse a budget.</summary>
    public static bool ThinksByItself(ModelInfo model) =>
        model.Capabilities?.Thinking?.Types is { Adaptive.Supported: true, Enabled.Supported: false };

    private static List<string> Capabilities(ModelCapabilities? said)
    {
        List<string> found = ["completion", "tools"];
        // Models of before this was said see, all of them.
        if (said?.ImageInput.Supported ?? true)
        {
            found.Add("vision");
        }

        if (said?.Thinking.Supported ?? false)
        {
            found.Add("thinking");
        }

        return found;
    }
}
