namespace Orchestrator.Gateway.Fleet;

/// <summary>Names that stand for "you choose": they weigh speed, quality and cost differently.</summary>
internal static class VirtualModels
{
    public static IReadOnlyList<string> All { get; } = ["auto", "auto:fast", "auto:quality", "auto:cheap"];

    /// <summary>Ollama's clients add ":latest" to every name and match without case.</summary>
    public static string Normalise(string model)
    {
        var trimmed = model.Trim();
        if (trimmed.Equals("auto:latest", StringComparison.OrdinalIgnoreCase))
        {
            return "auto";
        }

        return All.FirstOrDefault(name => name.Equals(trimmed, StringComparison.OrdinalIgnoreCase)) ?? trimmed;
    }
}
