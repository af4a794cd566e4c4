namespace Orchestrator.EnsembleWorker.Replicas;

/// <summary>So many log lines a minute about one thing; the others are counted. Pure but for what it counts.</summary>
internal sealed class LineBudget(int linesPerMinute)
{
    private readonly Lock _gate = new();
    private DateTimeOffset _since = DateTimeOffset.MinValue;
    private int _said;
    private int _leftOut;

    /// <returns>How many lines were left out before this one; null when this one is to be left out, too.</returns>
    public int? Take(DateTimeOffset now)
    {
        lock (_gate)
        {
            if (now - _since >= TimeSpan.FromMinutes(1))
            {
                (_since, _said) = (now, 0);
            }

            if (_said == linesPerMinute)
            {
                _leftOut++;
                return null;
            }

            _said++;
            (var leftOut, _leftOut) = (_leftOut, 0);
            return leftOut;
        }
    }
}
