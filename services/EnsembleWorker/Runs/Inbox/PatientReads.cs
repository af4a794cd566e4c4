using Microsoft.Extensions.Options;

namespace Orchestrator.EnsembleWorker.Runs.Inbox;

/// <summary>
/// Reads for a run in the middle of its work. A database that is away costs time and not the run: the read is tried again until
/// the run's token ends it, which the lease does at the latest.
/// </summary>
internal sealed partial class PatientReads(
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock,
    ILogger<PatientReads> logger
)
{
    private readonly TimeSpan _pause = options.Value.Runs.WriteRetryPause;

    public async Task<T> ReadAsync<T>(
        string runId,
        Func<CancellationToken, Task<T>> read,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            try
            {
                return await read(cancellationToken);
            }
            // Whatever the database says: an answer of models that is on the way is worth another try.
            catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotRead(exception, runId);
                await Task.Delay(_pause, clock, cancellationToken);
            }
        }
    }

    [LoggerMessage(3436, LogLevel.Warning, "Run {RunId}: its messages could not be read; they are tried again.")]
    private partial void LogNotRead(Exception exception, string runId);
}
