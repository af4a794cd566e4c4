namespace Orchestrator.Simulation.Scheduling;

/// <summary>What Ollama answers with status 500 (or 404) when a request cannot go on.</summary>
public static class HostErrors
{
    public const string RunnerStopped =
        "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, "
        + "check ollama server logs for details";

    public static string NotFound(string model) => $"model \"{model}\" not found, try pulling it first";
}
