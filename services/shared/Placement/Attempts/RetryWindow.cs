namespace Orchestrator.Placement.Attempts;

/// <summary>
/// Counts questions and retries of the last while, in slices of it, and says whether one more retry is within a share of
/// the questions. Knows no clock: the time is told, and never goes back. Not safe for two threads at once.
/// </summary>
/// <param name="window">How far back it looks.</param>
/// <param name="share">Retries allowed for each question.</param>
/// <param name="floor">Retries that are always allowed in one window.</param>
internal sealed class RetryWindow(TimeSpan window, double share, int floor)
{
    private const int Slices = 10;

    private readonly long _sliceTicks = Math.Max(1, window.Ticks / Slices);
    private readonly int[] _questions = new int[Slices];
    private readonly int[] _retries = new int[Slices];
    private long _slice;

    public void Ask(TimeSpan now)
    {
        MoveTo(now);
        _questions[_slice % Slices]++;
    }

    /// <returns>False when there have been as many retries as are allowed; the retry is counted otherwise.</returns>
    public bool TryRetry(TimeSpan now)
    {
        MoveTo(now);
        if (_retries.Sum() >= floor + (share * _questions.Sum()))
        {
            return false;
        }

        _retries[_slice % Slices]++;
        return true;
    }

    private void MoveTo(TimeSpan now)
    {
        var slice = now.Ticks / _sliceTicks;
        for (var passed = Math.Max(_slice + 1, slice - Slices + 1); passed <= slice; passed++)
        {
            _questions[passed % Slices] = 0;
            _retries[passed % Slices] = 0;
        }

        _slice = Math.Max(_slice, slice);
    }
}
