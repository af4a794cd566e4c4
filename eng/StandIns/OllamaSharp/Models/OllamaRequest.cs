namespace OllamaSharp.Models;

/// <summary>What every request has.</summary>
public abstract class OllamaRequest
{
    /// <summary>HTTP headers of this request. Also written into the JSON body, where Ollama ignores them.</summary>
    public Dictionary<string, string> CustomHeaders { get; } = [];
}
