namespace Orchestrator.LlamaCppHost.Answers;

/// <summary>Where the time of one answer went.</summary>
internal sealed class AnswerTimes(TimeProvider clock)
{
    private readonly long _arrived = clock.GetTimestamp();
    private long _reading;
    private long _writing;
    private long _end;

    public TimeSpan Total => clock.GetElapsedTime(_arrived, _end);

    /// <summary>Until the model was in memory; the wait for a slot counts only in <see cref="Total"/>, as in Ollama.</summary>
    public TimeSpan Load { get; private set; }

    public TimeSpan Reading => clock.GetElapsedTime(_reading, _writing);

    public TimeSpan Writing => clock.GetElapsedTime(_writing, _end);

    public void Loaded(TimeSpan time) => Load = time;

    public void ReadingStarts() => _reading = clock.GetTimestamp();

    public void WritingStarts() => _writing = clock.GetTimestamp();

    public void Ends() => _end = clock.GetTimestamp();
}
