using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.Inference;
using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.EnsembleWorker.Tests.Measurement;

/// <summary>A request of a test, and how far the simulated host has come with it. Times are seconds.</summary>
internal sealed record VirtualRequest(double At, string Model, int PromptTokens, int OutputTokens)
{
    public PromptShape Prompt { get; init; } = PromptShape.Unshared(PromptTokens);

    public PromptPrint Print { get; init; } = PromptPrint.Empty;
}

internal sealed class VirtualCall(long id, VirtualRequest request)
{
    public long Id => id;

    public VirtualRequest Request => request;

    /// <summary>Times as fast as the machine is in the mean.</summary>
    public double Pace { get; init; } = 1;

    public MeteredCall? Metered { get; set; }

    public double SentAt { get; set; }

    public double ReadyAt { get; set; }

    public double StartedAt { get; private set; }

    public double PrefilledAt { get; private set; } = double.NaN;

    public double PromptLeft { get; private set; }

    public double OutputLeft { get; private set; }

    public bool IsPrefilled => !double.IsNaN(PrefilledAt);

    public bool IsDone => IsPrefilled && OutputLeft <= 1e-9;

    public void Start(int cachedTokens, double now)
    {
        StartedAt = now;
        PromptLeft = Math.Max(1, request.PromptTokens - cachedTokens);
        OutputLeft = request.OutputTokens;
    }

    public double SecondsToNext(double prefillRate, double decodeRate) =>
        IsPrefilled ? OutputLeft / decodeRate : PromptLeft / prefillRate;

    /// <returns>True when the prompt has just been read.</returns>
    public bool Run(double seconds, double prefillRate, double decodeRate, double now)
    {
        if (IsPrefilled)
        {
            OutputLeft = Math.Max(0, OutputLeft - (seconds * decodeRate));
            return false;
        }

        PromptLeft = Math.Max(0, PromptLeft - (seconds * prefillRate));
        PrefilledAt = PromptLeft <= 1e-9 ? now : double.NaN;
        return IsPrefilled;
    }

    /// <summary>As Ollama reports them: the wait for a slot is in the total only.</summary>
    public CallTimings Timings(double now) =>
        new(
            TimeSpan.FromSeconds(now - SentAt),
            TimeSpan.FromSeconds(ReadyAt - SentAt),
            TimeSpan.FromSeconds(PrefilledAt - StartedAt),
            TimeSpan.FromSeconds(now - PrefilledAt)
        );
}
