namespace Orchestrator.SimulatedOllama.Driver;

/// <summary>Timestamps and counts of one answer, with Ollama's meaning; durations are nanoseconds.</summary>
internal sealed class AnswerMetrics(Ticket ticket, TimeProvider clock)
{
    private long _started;
    private long _prefilled;
    private long _ended;

    public int PromptEvalCount { get; private set; }

    public int EvalCount { get; private set; }

    /// <summary>From arrival until the model was there; waiting for a slot is in the total only.</summary>
    public long LoadDuration => Between(ticket.ArrivedAt, ticket.HandedOverAt);

    public long PromptEvalDuration => Between(_started, _prefilled);

    public long EvalDuration => Between(_prefilled, _ended);

    public long TotalDuration => Between(ticket.ArrivedAt, _ended);

    public void Start() => _started = _prefilled = _ended = clock.GetTimestamp();

    public void EndPrefill(int tokens)
    {
        _prefilled = _ended = clock.GetTimestamp();
        PromptEvalCount = tokens;
    }

    public void CountTokens(int tokens)
    {
        _ended = clock.GetTimestamp();
        EvalCount += tokens;
    }

    private long Between(long from, long to) => Math.Max(0, clock.GetElapsedTime(from, to).Ticks * 100);
}
