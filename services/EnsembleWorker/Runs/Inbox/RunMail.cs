using Orchestrator.EnsembleWorker.Watching;

namespace Orchestrator.EnsembleWorker.Runs.Inbox;

/// <summary>How far a held run is with its user's messages, which are numbered from 1.</summary>
/// <param name="heard">Number of the last one that is known of.</param>
/// <param name="logged">Number of the last one that the log has.</param>
internal sealed class RunMail(int heard, int logged) : IDisposable
{
    private int _heard = heard;

    public int Heard => Volatile.Read(ref _heard);

    /// <summary>Changed only by whoever has <see cref="Logging"/>.</summary>
    public int Logged { get; set; } = logged;

    public SemaphoreSlim Logging { get; } = new(1, 1);

    /// <summary>Raised when there is a message that was not known of.</summary>
    public ChangeSignal News { get; } = new();

    public void Hear(int number)
    {
        var known = Heard;
        while (number > known)
        {
            var before = Interlocked.CompareExchange(ref _heard, number, known);
            if (before == known)
            {
                News.Raise();
                return;
            }

            known = before;
        }
    }

    public void Dispose() => Logging.Dispose();
}
