namespace Orchestrator.EnsembleWorker.Runs.Pausing;

/// <summary>
/// How a held run comes to a pause: no step begins any more, those in flight may end within a while, then its work is cut.
/// </summary>
/// <param name="cut">Cancels the work.</param>
internal sealed class RunPause(Action cut, TimeProvider clock) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _grace;
    private RunQuestion? _question;
    private bool _isBegun;

    public StepGate Steps { get; } = new();

    /// <summary>What its user is asked; null when the pause is nothing but a pause.</summary>
    public RunQuestion? Question
    {
        get
        {
            lock (_gate)
            {
                return _question;
            }
        }
    }

    /// <summary>Does nothing when it has begun already.</summary>
    public void Begin(TimeSpan grace)
    {
        lock (_gate)
        {
            if (_isBegun)
            {
                return;
            }

            _isBegun = true;
            _grace = clock.CreateTimer(_ => cut(), state: null, grace, Timeout.InfiniteTimeSpan);
        }

        Steps.Close(cut);
    }

    /// <summary>Of two questions at once the first is asked; the other one comes up again when the run goes on.</summary>
    public void Ask(RunQuestion question, TimeSpan grace)
    {
        lock (_gate)
        {
            _question ??= question;
        }

        Begin(grace);
    }

    /// <summary>The run goes on. Not while it asks something; too late once the work is cut.</summary>
    public void CallOff()
    {
        lock (_gate)
        {
            if (!_isBegun || _question is not null)
            {
                return;
            }

            _isBegun = false;
            _grace?.Dispose();
            _grace = null;
            Steps.Open();
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _grace?.Dispose();
        }
    }
}

/// <summary>What a run wants to know from its user.</summary>
/// <param name="Name">Its place in the run.</param>
/// <param name="IsNew">False when it was asked before, by an earlier holder.</param>
/// <param name="AfterMessage">The reply is the first message behind that number.</param>
internal sealed record RunQuestion(string Name, string Text, bool IsNew, int AfterMessage);
