using System.Text;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Runs.Watching;
using Orchestrator.EnsembleWorker.Strategies;
using Orchestrator.Placement.Answers;

namespace Orchestrator.EnsembleWorker.Runs.Steps;

/// <summary>What one model has written for a step so far, and what it has used: known also when it breaks off.</summary>
internal sealed class StepText(string step, string model, LiveRun? live, TimeProvider clock)
{
    private readonly StringBuilder _text = new();
    private readonly long _askedAt = clock.GetTimestamp();
    private StepResult _known = new() { Step = step, Model = model };
    private long? _begunAt;
    private long _thought;
    private int _pieces;

    /// <summary>Of text and thinking together.</summary>
    public long Characters => _text.Length + _thought;

    /// <summary>Pieces with something in them: the answer has at least so many tokens.</summary>
    public int Pieces => _pieces;

    public void Begin(AnswerOrigin origin)
    {
        var choice = origin.Choice;
        _begunAt = clock.GetTimestamp();
        _known = _known with
        {
            Model = choice.Model,
            Replica = choice.Replica,
            Simulated = choice.Simulated,
            Attempts = origin.Attempts,
        };
        live?.BeginAnswer(new AnswerWriter(step, choice.Model, choice.Replica, choice.Simulated));
    }

    public void Append(Delta delta)
    {
        _text.Append(delta.Content);
        _thought += delta.Thinking.Length;
        _pieces += delta.Content.Length + delta.Thinking.Length > 0 ? 1 : 0;
        live?.Append(delta.Content, delta.Thinking);
    }

    public StepResult Completed(Finished finished) =>
        _known with
        {
            Text = _text.ToString(),
            Reason = finished.Reason,
            PromptTokens = Tokens(finished.PromptTokens),
            OutputTokens = Tokens(finished.OutputTokens),
            GpuSeconds = Seconds(finished),
        };

    /// <summary>Ended by us, as if the model had reached its limit.</summary>
    public StepResult Cut() =>
        _known with
        {
            Text = _text.ToString(),
            Reason = "length",
            OutputTokens = _pieces,
            GpuSeconds = Seconds(finished: null),
        };

    public StepResult Failed(StepFailure failure) =>
        _known with
        {
            Cause = failure.Cause.Length > 0 ? failure.Cause : "failed",
            Message = failure.Message,
            OutputTokens = _pieces,
            GpuSeconds = Seconds(finished: null),
        };

    private double Seconds(Finished? finished) =>
        GpuTime.Seconds(
            finished,
            _begunAt is { } begun ? clock.GetElapsedTime(begun) : TimeSpan.Zero,
            clock.GetElapsedTime(_askedAt)
        );

    private static int Tokens(uint count) => (int)Math.Min(count, int.MaxValue);
}
