using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs.Watching;

/// <summary>How far a run is. A later one takes the place of one that a watcher has not had yet.</summary>
/// <param name="Number">From 1 within this hold.</param>
internal sealed record LiveProgress(long Number, RunEvent Event)
{
    /// <param name="steps">Steps of the run that are done.</param>
    public static RunEvent ToEvent(string runId, RunProgress progress, int steps, DateTimeOffset at) =>
        new()
        {
            RunId = runId,
            At = Timestamp.FromDateTimeOffset(at),
            Name = EventNames.Progress,
            PayloadJson = PayloadJson.Of(
                new
                {
                    progress.Phase,
                    progress.Done,
                    progress.Of,
                    Steps = steps,
                }
            ),
        };
}
