using Orchestrator.Profiler.Persistence;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Storage;

namespace Orchestrator.Profiler.Knowledge;

/// <summary>Shows in the view what the leader's probes have found out, be that this profiler or another one.</summary>
internal sealed class ScoresReader(IProbeStore store, ScoreBook book, KnowledgeWriter writer) : IRevisionReader
{
    public string Name => RevisionNames.Scores;

    public async Task ReadAsync(long revision, CancellationToken cancellationToken)
    {
        var rows = await store.ReadScoresAsync(cancellationToken);
        book.Replace(rows.Select(ProbeScoreRows.ToScore));
        writer.WriteAll();
    }
}
