namespace Orchestrator.Inference.Http;

/// <summary>What one call may take, by the endpoint that it goes to.</summary>
/// <param name="FirstByte">From sending to the first byte of the answer.</param>
/// <param name="Idle">Longest silence after that.</param>
/// <param name="Lines">Of an answer that is streamed line by line; null when it comes in one piece.</param>
internal readonly record struct CallLimits(TimeSpan FirstByte, TimeSpan Idle, ILineRule? Lines)
{
    /// <summary>An answer that streams by this rule.</summary>
    public static CallLimits Streamed(HttpCallOptions options, ILineRule lines) =>
        new(options.FirstTokenTimeout, options.IdleTimeout, lines);

    /// <summary>An answer in one piece that takes work.</summary>
    public static CallLimits Whole(HttpCallOptions options) =>
        new(options.FirstTokenTimeout, options.IdleTimeout, Lines: null);

    /// <summary>A question about the endpoint itself.</summary>
    public static CallLimits Info(HttpCallOptions options) =>
        new(options.InfoTimeout, options.IdleTimeout, Lines: null);

    /// <summary>The error of a call that ran into one of the two.</summary>
    public InferenceError TimedOut(InferenceStage stage, bool hasBegun) =>
        hasBegun
            ? new(stage, InferenceCause.IdleTimedOut, $"The replica was silent for {Idle}.")
            : new(stage, InferenceCause.FirstTokenTimedOut, $"The replica did not answer within {FirstByte}.");
}
