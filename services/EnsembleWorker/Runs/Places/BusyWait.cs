using Microsoft.Extensions.Options;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Failures;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker.Runs.Places;

/// <summary>
/// A fleet that has too much to do is no reason for a step to fail: nobody waits at a socket for it, as one does for a single answer.
/// It is asked again when the fleet has named a time, or after a while, until the step's own limit.
/// </summary>
internal sealed class BusyWait(IOptions<EnsembleWorkerOptions> options, Jitter jitter, TimeProvider clock)
{
    private readonly RunsOptions _options = options.Value.Runs;

    /// <param name="start">Asks once.</param>
    /// <param name="cancellationToken">The step's limit is part of it.</param>
    /// <returns>An answer that has begun, or a refusal that waiting does not mend.</returns>
    public async Task<AnswerStart> StartAsync(Func<Task<AnswerStart>> start, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answer = await start();
            if (answer is not AnswerStart.Refused { Error: { Kind: PlacementErrorKind.AllBusy } error })
            {
                return answer;
            }

            var wait = error.RetryAfter ?? _options.BusyPause;
            wait = wait < _options.BusyPause ? _options.BusyPause : wait;
            wait = wait > _options.BusyPauseMax ? _options.BusyPauseMax : wait;
            // Steps that were refused together must not come again together.
            await Task.Delay(wait * (0.5 + jitter.Next()), clock, cancellationToken);
        }
    }
}
