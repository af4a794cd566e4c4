namespace Orchestrator.Inference.Http;

/// <summary>An error as an endpoint words it.</summary>
/// <param name="Message">For people.</param>
/// <param name="Code">For programs, such as "insufficient_quota"; empty when there is none.</param>
internal readonly record struct ErrorWords(string Message, string Code);
