namespace Orchestrator.Inference.LlamaCpp;

/// <summary>Where an answer ends, if the model does not end it before.</summary>
/// <param name="TokensMax">Tokens of the answer; negative for as many as the context holds.</param>
/// <param name="Stops">The answer ends before the first of them. None may be empty.</param>
public sealed record AnswerLimits(int TokensMax, IReadOnlyList<string> Stops);
