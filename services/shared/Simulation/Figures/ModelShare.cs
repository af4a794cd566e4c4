namespace Orchestrator.Simulation.Figures;

/// <summary>The part of a workload that asks for one model.</summary>
/// <param name="Share">Of the requests; shares are relative to each other.</param>
/// <param name="PromptTokens">Mean per request of the model.</param>
/// <param name="AnswerTokens">Mean per request of the model.</param>
public sealed record ModelShare(string Model, double Share, double PromptTokens, double AnswerTokens);
