namespace Orchestrator.EnsembleWorker.Strategies.Team.Answers;

/// <summary>What a reviewer found.</summary>
/// <param name="IsApproved">Null when the answer says neither: it then sends nothing back.</param>
internal sealed record Review(bool? IsApproved, IReadOnlyList<string> Problems)
{
    public bool SendsBack => IsApproved == false;
}
