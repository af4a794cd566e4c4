namespace Orchestrator.EnsembleWorker.Runs.Budget;

/// <summary>
/// What is put aside for one model call while it is under way: others may not use it. Disposed without having been settled,
/// it goes back.
/// </summary>
internal sealed class StepShare(BudgetMeter meter, long promptTokens) : IDisposable
{
    /// <summary>Tokens that its answer may have; grows while there are some left.</summary>
    public long AnswerTokens { get; set; }

    /// <summary>What the model has to be told to keep to; null when there is no need.</summary>
    public uint? MaxTokens { get; init; }

    public long Tokens => promptTokens + AnswerTokens;

    public bool IsOver { get; set; }

    /// <summary>False where the answer has its own limit, to which the model keeps.</summary>
    public bool IsWatched { get; init; }

    /// <returns>False when an answer that has so many tokens already has to end there.</returns>
    public bool MayGoOn(long tokens) => !IsWatched || tokens <= AnswerTokens || meter.TryExtend(this);

    public void Dispose() => meter.GiveBack(this);
}
