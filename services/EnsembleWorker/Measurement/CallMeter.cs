using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>Follows one call at a replica. Disposed without an end, the call was broken off by its caller.</summary>
internal sealed class CallMeter(ReplicaMeasures measures, MeteredCall call, string model) : IDisposable
{
    public void FirstPiece() => measures.FirstPiece(call);

    public void Finished(TokenUsage usage, CallTimings timings) =>
        measures.End(call, model, (meter, now) => meter.End(call, usage, timings, now));

    public void Finished(EmbedAnswer answer) =>
        measures.End(call, model, (meter, now) => meter.EndVectors(call, answer.Usage, answer.Timings, now));

    /// <summary>What is the caller's own fault, or only says that the replica has much to do, is no failure of its.</summary>
    public void Failed(InferenceError error) =>
        measures.End(call, model, (meter, now) => meter.BreakOff(call, IsFault(error.Cause), now));

    public void Dispose() => measures.End(call, model, (meter, now) => meter.BreakOff(call, isFailure: false, now));

    private static bool IsFault(InferenceCause cause) =>
        cause is not (InferenceCause.Refused or InferenceCause.ModelNotFound or InferenceCause.Busy)
        && cause is not InferenceCause.Cancelled;
}
