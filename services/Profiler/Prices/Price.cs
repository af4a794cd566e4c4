namespace Orchestrator.Profiler.Prices;

/// <summary>What using a model costs. Never 0: free models would always win.</summary>
internal abstract record Price(string Currency)
{
    /// <param name="ContextTokens">0 while unknown.</param>
    /// <param name="IsStated">False when no entry names the model and the price is the general one.</param>
    public sealed record PerToken(
        double InputPerMillion,
        double OutputPerMillion,
        int ContextTokens,
        bool IsStated,
        string Currency
    ) : Price(Currency);

    /// <param name="PerSecond">One second during which the host works for one request alone.</param>
    /// <param name="Basis">How it was worked out, for people.</param>
    public sealed record PerGpuSecond(double PerSecond, string Basis, string Currency) : Price(Currency);

    /// <param name="gpuSeconds">Seconds on the host; shared seconds count by their share.</param>
    public double Of(long inputTokens, long outputTokens, double gpuSeconds) =>
        this switch
        {
            PerToken price => ((inputTokens * price.InputPerMillion) + (outputTokens * price.OutputPerMillion)) / 1e6,
            PerGpuSecond rate => gpuSeconds * rate.PerSecond,
            _ => throw new InvalidOperationException("There is no other kind of price."),
        };
}
