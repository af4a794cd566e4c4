namespace Orchestrator.EnsembleWorker.Strategies.Debate;

/// <summary>Where the talk has led.</summary>
/// <param name="Voices">One for each member.</param>
/// <param name="Groups">Which positions are the same, of those who have one.</param>
/// <param name="Rounds">Of critique and revision that there were.</param>
/// <param name="Stopped">Why there was no further one.</param>
internal sealed record DebateTalk(IReadOnlyList<DebateVoice> Voices, DebateGroups Groups, int Rounds, string Stopped)
{
    public IReadOnlyList<DebateVoice> Positions => [.. Voices.Where(voice => voice.HasPosition)];
}
