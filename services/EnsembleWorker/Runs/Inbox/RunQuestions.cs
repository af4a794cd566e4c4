using System.Globalization;
using System.Text;
using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Pausing;
using Orchestrator.EnsembleWorker.Storage;

namespace Orchestrator.EnsembleWorker.Runs.Inbox;

/// <summary>Asks a run's user. The run pauses meanwhile; whoever takes it up after the reply finds the reply here.</summary>
internal sealed class RunQuestions(
    RunInbox inbox,
    RunStore runs,
    PatientReads reads,
    IOptions<EnsembleWorkerOptions> options,
    TimeProvider clock
)
{
    private readonly RunControlOptions _options = options.Value.Runs.Controls;

    /// <summary>As Strategies.IRunSteps.AskAsync.</summary>
    /// <exception cref="InvalidOperationException">Nobody is there to answer.</exception>
    /// <exception cref="OperationCanceledException">There is no reply yet: the run pauses.</exception>
    public async Task<string> AskAsync(HeldRun run, string name, string question, CancellationToken cancellationToken)
    {
        if (!run.Request.Interactive)
        {
            throw new InvalidOperationException("Nobody is there to answer questions: the run is not interactive.");
        }

        var asked = await FindAskedAsync(run, name, cancellationToken);
        var reply = await FindReplyAsync(run, name, asked, cancellationToken);
        if (reply is { TakenAt: null })
        {
            await inbox.MarkAsync(run, name, [reply], cancellationToken);
        }

        return reply is null
            ? await PauseAsync(run, name, question, asked, cancellationToken)
            : Encoding.UTF8.GetString(reply.Text);
    }

    public static string ToText(int number) => number.ToString(CultureInfo.InvariantCulture);

    private async Task<RunMessageRow?> FindReplyAsync(
        HeldRun run,
        string name,
        int? asked,
        CancellationToken cancellationToken
    )
    {
        var found = await inbox.ReadAsync(run, name, cancellationToken);
        return found.FirstOrDefault(message => message.TakenAt is not null)
            ?? (asked is { } after ? found.FirstOrDefault(message => message.Number > after) : null);
    }

    /// <returns>Number of the last message before the question; null when it was never asked.</returns>
    private async Task<int?> FindAskedAsync(HeldRun run, string name, CancellationToken cancellationToken)
    {
        var text = await reads.ReadAsync(
            run.RunId,
            token => runs.FindDecisionAsync(run.RunId, name, token),
            cancellationToken
        );
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private async Task<string> PauseAsync(
        HeldRun run,
        string name,
        string question,
        int? asked,
        CancellationToken cancellationToken
    )
    {
        var row = await reads.ReadAsync(run.RunId, token => runs.FindAsync(run.RunId, token), cancellationToken);
        var text = StepMapping.Fit(question, _options.MaxMessageCharacters);
        var pending = new RunQuestion(name, text, IsNew: asked is null, asked ?? row?.Messages ?? 0);
        run.Pause.Ask(pending, _options.PauseGrace);
        await Task.Delay(Timeout.InfiniteTimeSpan, clock, cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    }
}
