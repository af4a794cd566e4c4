namespace Orchestrator.Profiler.Probing.Scheduling;

/// <summary>One probe to run now.</summary>
/// <param name="AllowLoad">Whether the model may be loaded for it.</param>
/// <param name="TokensMax">Of the answer.</param>
internal abstract record ProbeOrder(ProbeReplica Replica, ProbeModel Model, bool AllowLoad, int TokensMax)
{
    /// <summary>Ask this question.</summary>
    /// <param name="QuestionCount">How many questions the unit has.</param>
    public sealed record Ask(
        ProbeReplica Replica,
        ProbeModel Model,
        bool AllowLoad,
        int TokensMax,
        ProbeUnit Unit,
        ProbeQuestion Question,
        int QuestionCount
    ) : ProbeOrder(Replica, Model, AllowLoad, TokensMax);

    /// <summary>Run this stage of the micro-benchmark.</summary>
    public sealed record Measure(
        ProbeReplica Replica,
        ProbeModel Model,
        bool AllowLoad,
        int TokensMax,
        SpeedStage Stage
    ) : ProbeOrder(Replica, Model, AllowLoad, TokensMax);
}

/// <summary>How a probe ended.</summary>
/// <param name="Tokens">Read and written; 0 when it never ran.</param>
internal abstract record ProbeOutcome(long Tokens, TimeSpan Duration)
{
    /// <param name="IsRight">Null for a measurement, which has no right answer.</param>
    public sealed record Answered(bool? IsRight, long Tokens, TimeSpan Duration) : ProbeOutcome(Tokens, Duration);

    /// <summary>Real work went first, before or during the probe. The question is asked again later.</summary>
    public sealed record GaveWay(TimeSpan Duration) : ProbeOutcome(0, Duration);

    /// <summary>It could not be asked, or the answer broke off. The question is asked again later.</summary>
    public sealed record Failed(TimeSpan Duration) : ProbeOutcome(0, Duration);
}
