using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Probing;

/// <summary>A measurement that somebody wants.</summary>
/// <param name="Target">Where, and under which ownership.</param>
/// <param name="Call">What is asked.</param>
/// <param name="AllowLoad">False: only when the model is in memory.</param>
internal sealed record ProbeOrder(CallTarget Target, ChatCall Call, bool AllowLoad);

/// <summary>What came of it.</summary>
/// <param name="Content">The answer without its thinking, cut at the limit.</param>
/// <param name="Last">What the replica said at the end.</param>
/// <param name="CalledTools">True when the model asked for tools.</param>
internal sealed record ProbeAnswer(
    string Content,
    ChatDelta.Finished Last,
    bool CalledTools,
    DateTimeOffset MeasuredAt
);
