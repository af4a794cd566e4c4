namespace Orchestrator.Gateway.Runs.Workers;

/// <summary>
/// Which worker is asked next: the one that was named as the run's holder or answered last, then all of them in turn. Pure
/// but for its own memory.
/// </summary>
/// <param name="addresses">Never empty.</param>
/// <param name="start">Where the turn begins, so that gateways do not all ask the same worker first.</param>
internal sealed class WorkerRoute(IReadOnlyList<Uri> addresses, int start, Uri? first)
{
    private int _turn = start;
    private Uri? _hint = first;

    /// <summary>In a row.</summary>
    public int Failures { get; private set; }

    /// <summary>Tries that need no wait: every worker once.</summary>
    public int FreeTries => addresses.Count;

    /// <summary>The worker that was asked last.</summary>
    public Uri? Current { get; private set; } = first;

    public Uri Next()
    {
        Current = _hint ?? addresses[_turn++ % addresses.Count];
        _hint = null;
        return Current;
    }

    /// <param name="holder">The worker that the failed one named instead of itself.</param>
    public void Failed(Uri? holder)
    {
        Failures++;
        _hint = holder;
    }

    public void Succeeded()
    {
        Failures = 0;
        _hint = Current;
    }
}
