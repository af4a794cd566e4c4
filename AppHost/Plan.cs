namespace Orchestrator.AppHost;

/// <summary>What was decided before anything is started.</summary>
/// <param name="Ollama">The machine's own Ollama; null: simulated replicas.</param>
/// <param name="Port">The gateway's; null: any.</param>
/// <param name="Folder">State and logs.</param>
/// <param name="Credential">What the services show to each other.</param>
internal sealed record Plan(
    Shape Shape,
    Uri? Ollama,
    int? Port,
    string Folder,
    IResourceBuilder<ParameterResource> Credential
)
{
    public string Logs => DataFolder.LogsOf(Folder);
}
