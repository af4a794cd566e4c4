namespace Orchestrator.Profiler.Models;

/// <summary>One spelling per model, by Ollama's rules: no case, and no tag means ":latest".</summary>
internal static class ModelName
{
    public static string KeyOf(string name)
    {
        var key = name.Trim().ToLowerInvariant();
        // A colon before the last slash belongs to a host's port, not to a tag.
        return key.IndexOf(':', key.LastIndexOf('/') + 1) < 0 ? $"{key}:latest" : key;
    }
}
