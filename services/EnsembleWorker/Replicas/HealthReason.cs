namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>Why a replica is not healthy.</summary>
/// <param name="Code">One of <see cref="HealthCodes"/>, or "http_" and a status.</param>
/// <param name="Detail">For people, at most <see cref="MaxDetail"/> characters.</param>
internal sealed record HealthReason(string Code, string Detail)
{
    public const int MaxDetail = 200;

    public string Detail { get; } = Detail.Length <= MaxDetail ? Detail : Detail[..MaxDetail];
}
