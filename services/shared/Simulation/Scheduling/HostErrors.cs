using System.Globalization;

namespace Orchestrator.Simulation.Scheduling;

/// <summary>What Ollama says, with status 500, of a request that cannot go on.</summary>
public static class HostErrors
{
    public const string RunnerStopped =
        "model runner has unexpectedly stopped, this may be due to resource limitations or an internal error, "
        + "check ollama server logs for details";

    public const string LoadOutOfMemory = "llama runner process has terminated: cudaMalloc failed: out of memory";

    public const string LoadStalled = "timed out waiting for llama runner to start - progress 0.00 - ";

    public static string NotFound(string model) => $"model \"{model}\" not found, try pulling it first";

    public static string TooLarge(long neededBytes, long freeBytes) =>
        $"model requires more system memory ({GiB(neededBytes)}) than is available ({GiB(freeBytes)})";

    internal static string Of(LoadFailure why) => why == LoadFailure.OutOfMemory ? LoadOutOfMemory : LoadStalled;

    private static string GiB(long bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)(1L << 30):0.0} GiB");
}
