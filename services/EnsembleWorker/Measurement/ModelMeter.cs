using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Measurement.Estimates;
using Orchestrator.EnsembleWorker.Measurement.Slots;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>What one replica's own durations tell of one model: counters that only grow, and estimates. Pure.</summary>
/// <param name="prefillPool">Shared by the models of the replica, like the other one.</param>
internal sealed class ModelMeter(MeterLimits limits, CostPool prefillPool, CostPool decodePool)
{
    /// <summary>Fewer tokens than this are over before timers could measure them.</summary>
    private const int TokensMin = 4;

    private const double SameLoad = 0.1;

    /// <summary>A guess from learned density may not be too low: a replica cuts a prompt without a word.</summary>
    private const double DensityMargin = 1.1;
    private const double PromptsToReckon = 8;

    private readonly TokenTimeMeter _prefill = new(prefillPool);
    private readonly TokenTimeMeter _decode = new(decodePool);
    private readonly RecentPrompts _prompts = new();
    private readonly TokensPerChar[] _density = [new(), new(), new()];
    private double _loadedAt = double.NegativeInfinity;

    /// <summary>Calls of users that were answered. Probes are in no counter.</summary>
    public long Calls { get; private set; }

    public long FailedCalls { get; private set; }

    public long PromptTokens { get; private set; }

    public long OutputTokens { get; private set; }

    /// <summary>Seconds since the meter began; null before the first call.</summary>
    public double? LastCallAt { get; private set; }

    public LoadTimes Loads { get; } = new();

    public SlotFinder Slots { get; } = new(limits.Slots, limits.SlotTrust);

    /// <summary>Tokens per second of a call that runs alone.</summary>
    public Estimated Prefill => _prefill.Speed();

    public Estimated Decode => _decode.Speed();

    /// <summary>Null while nothing was measured.</summary>
    public TokenTime? PrefillTime => _prefill.Solution;

    /// <summary>Jumps of either speed that were noticed.</summary>
    public int Changes => _prefill.Changes + _decode.Changes;

    /// <summary>Decode speed of one call while so many run, this one included.</summary>
    public Estimated DecodeAt(int calls) => _decode.Speed(calls - 1);

    public Estimated Density(PromptLanguage language) => _density[(int)language].Estimate();

    /// <summary>Tokens per character that prompts of this language seldom exceed; null while too few were seen.</summary>
    public double? DensityToReckonWith(PromptLanguage language) =>
        Density(language) is { Weight: >= PromptsToReckon } density ? density.P90 * DensityMargin : null;

    public void Begin(MeteredCall call)
    {
        call.CachedShare = _prompts.CachedShare(call.Print);
        _prompts.Add(call.Print);
    }

    public void Count(MeteredCall call)
    {
        LastCallAt = call.IsProbe ? LastCallAt : Math.Max(LastCallAt ?? 0, call.SentAt);
        Calls += call.IsProbe ? 0 : 1;
        PromptTokens += call.IsProbe ? 0 : Math.Max(0, call.Usage.PromptTokens);
        OutputTokens += call.IsProbe ? 0 : Math.Max(0, call.Usage.OutputTokens);
        if (call.Print.IsPlainText)
        {
            _density[(int)call.Print.Language].Add(call.Print.Chars, call.Print.Turns, call.Usage.PromptTokens);
        }
    }

    public void CountFailure(MeteredCall call) => FailedCalls += call.IsProbe ? 0 : 1;

    /// <summary>The model came into memory: with an empty cache, and perhaps with other slots.</summary>
    /// <returns>False when this load was told before.</returns>
    public bool Reloaded(double now)
    {
        // All that waited for one load tell of it, each as its own clock saw it.
        if (now <= _loadedAt + SameLoad)
        {
            return false;
        }

        _loadedAt = now;
        _prompts.Clear();
        Slots.Reload();
        return true;
    }

    /// <summary>It is known what ran beside the call.</summary>
    public void Learn(SettledCall settled, double now)
    {
        var call = settled.Call;
        var certainty = (1 - settled.Doubt) * (1 - settled.Doubt);
        // What a slot of an earlier runner did says nothing about this one.
        if (call.SlotFrom >= _loadedAt)
        {
            Slots.Add(settled.Slots, now);
        }

        if (call.Usage.OutputTokens >= TokensMin)
        {
            _decode.Add(new TimeSample(call.Usage.OutputTokens, settled.Decode, certainty));
        }

        // By our own clock, what came before the first piece is the wire and the queue as well.
        if (!call.Timings.AreOurs)
        {
            LearnPrefill(settled, certainty);
        }
    }

    // What the cache may hold weighs a prompt down so much that it counts only where there is nothing better.
    private void LearnPrefill(SettledCall settled, double certainty)
    {
        var call = settled.Call;
        var fresh = 1 - call.CachedShare;
        var tokens = call.Usage.PromptTokens * fresh;
        if (tokens >= TokensMin)
        {
            var weight = certainty * fresh * fresh * fresh * fresh;
            _prefill.Add(new TimeSample(tokens, settled.Prefill, weight), call.Usage.PromptTokens);
        }
    }
}
