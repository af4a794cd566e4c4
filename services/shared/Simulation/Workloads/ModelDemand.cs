namespace Orchestrator.Simulation.Workloads;

/// <summary>What is asked of one model.</summary>
public sealed record ModelDemand(long Requests, long InputTokens, long OutputTokens)
{
    internal ModelDemand With(Arrival arrival) =>
        new(Requests + 1, InputTokens + arrival.Prompt.Tokens, OutputTokens + arrival.OutputTokens);
}
