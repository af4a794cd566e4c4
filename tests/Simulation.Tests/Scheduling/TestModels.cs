namespace Orchestrator.Simulation.Tests.Scheduling;

/// <summary>Models of the catalogue by the part that they play in these tests.</summary>
internal static class TestModels
{
    public const string Small = "llama3.2:3b";
    public const string Thinker = "qwen3:8b";
    public const string Korean = "exaone3.5:7.8b";
    public const string Vision = "gemma3:12b";
    public const string Large = "qwen3:32b";
    public const string Embedder = "nomic-embed-text:latest";
}
