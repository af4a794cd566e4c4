using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Measurement.Calls;

/// <summary>One call at a replica, from the moment it was sent. Times are seconds since the meter began.</summary>
/// <param name="model">Key of the model's meter.</param>
internal sealed class MeteredCall(string model, PromptPrint print, double sentAt, bool isProbe)
{
    public string Model => model;

    public PromptPrint Print => print;

    public double SentAt => sentAt;

    /// <summary>It counts into speeds and not into demand.</summary>
    public bool IsProbe => isProbe;

    /// <summary>Null until the first piece of the answer is here.</summary>
    public double? FirstPieceAt { get; private set; }

    /// <summary>Neither ended nor broken off.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Its durations are known, so that its times below are exact.</summary>
    public bool IsExact { get; private set; }

    /// <summary>When it got a slot of its model; before that it waited, for the model or for a slot.</summary>
    public double SlotFrom { get; private set; } = double.PositiveInfinity;

    public double DecodeFrom { get; private set; } = double.PositiveInfinity;

    public double EndedAt { get; private set; } = double.PositiveInfinity;

    /// <summary>Seconds between the model being ready and a slot being free.</summary>
    public double SlotWait { get; private set; }

    public TokenUsage Usage { get; private set; } = new(0, 0);

    public CallTimings Timings { get; private set; } = new(default, default, default, default);

    /// <summary>What the replica had of the prompt in its cache, by our own memory of earlier prompts; from 0 to 1.</summary>
    public double CachedShare { get; set; }

    /// <summary>Calls of the same model, this one included, that were under way when it was sent.</summary>
    public int StartedAs { get; init; }

    public void FirstPiece(double now)
    {
        if (FirstPieceAt is null)
        {
            FirstPieceAt = now;
            // Until it ends nobody knows how long the prompt took; it cannot have begun before it was sent.
            SlotFrom = sentAt;
            DecodeFrom = now;
        }
    }

    /// <summary>The replica's durations count back from the end, so that neither the wire nor a slow reader is in them.</summary>
    public void End(TokenUsage usage, CallTimings timings, double now)
    {
        var total = timings.Total.TotalSeconds;
        Usage = usage;
        Timings = timings;
        IsOpen = false;
        IsExact = total > 0;
        // What the reader was slow to take in is not the replica's time.
        EndedAt = IsExact ? Math.Min(now, sentAt + total) : now;
        DecodeFrom = Math.Clamp(EndedAt - timings.Eval.TotalSeconds, sentAt, EndedAt);
        if (timings.AreOurs)
        {
            // The time until the first piece may have been spent on the wire or in a queue: it proves no slot.
            SlotFrom = DecodeFrom;
            return;
        }

        SlotFrom = Math.Clamp(DecodeFrom - timings.PromptEval.TotalSeconds, sentAt, DecodeFrom);
        SlotWait = timings.SlotWait.TotalSeconds;
    }

    /// <summary>As <see cref="End"/>, for vectors: their replies say only how long it took in all, and the load.</summary>
    /// <param name="evaluation">What of it was work, the wait for a slot left out; null when that cannot be told.</param>
    public void EndVectors(TokenUsage usage, CallTimings timings, TimeSpan? evaluation, double now)
    {
        End(usage, timings with { PromptEval = evaluation ?? timings.Total - timings.Load, Eval = TimeSpan.Zero }, now);
        IsExact &= evaluation is not null;
    }

    /// <summary>Broken off: by its caller, by real work, or by a fault.</summary>
    public void BreakOff(double now)
    {
        IsOpen = false;
        EndedAt = Math.Max(now, sentAt);
        // Without a first piece it may have waited all the time: it is taken for no company of others.
        SlotFrom = FirstPieceAt is null ? EndedAt : sentAt;
        DecodeFrom = FirstPieceAt ?? EndedAt;
    }
}
