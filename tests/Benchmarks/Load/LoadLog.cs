namespace Orchestrator.Benchmarks.Load;

/// <summary>What one segment of load brought, in nanoseconds. Written by many tasks.</summary>
internal sealed class LoadLog(int capacity)
{
    private readonly Lock _gate = new();

    public List<double> Latencies { get; } = new(capacity);

    /// <summary>From the planned moment of sending to the first piece of text.</summary>
    public List<double> FirstTokens { get; } = new(capacity);

    /// <summary>From the stub to here, for each piece of text.</summary>
    public List<double> Transits { get; } = [];

    /// <summary>How much later than planned the generator itself sent.</summary>
    public List<double> Lateness { get; } = new(capacity);

    public int Failed { get; private set; }

    public string? FirstFailure { get; private set; }

    public void Answered(long plannedAt, long sentAt, long endedAt, AnswerReading answer)
    {
        lock (_gate)
        {
            Latencies.Add(endedAt - plannedAt);
            Lateness.Add(sentAt - plannedAt);
            FirstTokens.Add(answer.FirstTokenAt - plannedAt);
            foreach (var transit in answer.Transits)
            {
                Transits.Add(transit);
            }
        }
    }

    public void NotAnswered(string why)
    {
        lock (_gate)
        {
            Failed++;
            FirstFailure ??= why;
        }
    }
}
