namespace Orchestrator.Inference;

/// <summary>How far a download is.</summary>
/// <param name="Status">Ollama's words; "success" is the last.</param>
/// <param name="Digest">The layer that this is about, or null.</param>
/// <param name="CompletedBytes">Of this layer.</param>
/// <param name="TotalBytes">Of this layer; 0 when it is not known.</param>
public sealed record PullProgress(string Status, string? Digest, long CompletedBytes, long TotalBytes);
