using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Measurement.Estimates;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>
/// All that is learned of one replica under one ownership. No clock, no lock, no I/O: times are seconds since it began,
/// and one caller at a time uses it.
/// </summary>
internal sealed class ReplicaMeter
{
    /// <summary>A load duration above this was a load; below, it is the way through a scheduler.</summary>
    private const double LoadSecondsMin = 0.05;

    /// <summary>A call for vectors that took so many times what it should have, waited for a slot.</summary>
    private const double WaitedWhenSlower = 1.5;

    private readonly Dictionary<string, ModelMeter> _models = new(StringComparer.Ordinal);
    private readonly ReplicaTimeline _timeline = new();
    private readonly CostPool _prefillPool;
    private readonly CostPool _decodePool;
    private readonly LoadStarts _loadStarts = new();
    private readonly MeterLimits _limits;

    public ReplicaMeter(MeterLimits limits)
    {
        var jumps = new Jumps();
        (_limits, _prefillPool, _decodePool) = (limits, new CostPool(jumps), new CostPool(jumps));
    }

    public IReadOnlyDictionary<string, ModelMeter> Models => _models;

    /// <param name="digest">Of the model; any key that tells models apart will do.</param>
    /// <param name="isProbe">Counts into speeds, not into demand.</param>
    public MeteredCall Begin(string digest, PromptPrint print, bool isProbe, double now)
    {
        var meter = MeterOf(digest);
        var call = new MeteredCall(digest, print, now, isProbe) { StartedAs = _timeline.OpenOf(digest) + 1 };
        meter.Begin(call);
        _timeline.Add(call);
        return call;
    }

    public void End(MeteredCall call, TokenUsage usage, CallTimings timings, double now)
    {
        if (call.IsOpen)
        {
            call.End(usage, Sane(timings), now);
            Ended(call, now);
        }
    }

    /// <summary>An answer with vectors has come.</summary>
    public void EndVectors(MeteredCall call, TokenUsage usage, CallTimings timings, double now)
    {
        if (call.IsOpen)
        {
            var sane = Sane(timings);
            call.EndVectors(usage, sane, Evaluation(call, usage, sane), now);
            Ended(call, now);
        }
    }

    /// <param name="isFailure">True when the replica is at fault; false when somebody hung up.</param>
    public void BreakOff(MeteredCall call, bool isFailure, double now)
    {
        if (!call.IsOpen)
        {
            return;
        }

        call.BreakOff(now);
        if (isFailure)
        {
            MeterOf(call.Model).CountFailure(call);
        }

        Settle(call, now);
    }

    /// <summary>A load that we ordered has succeeded.</summary>
    public void Loaded(string digest, double from, double now)
    {
        var meter = MeterOf(digest);
        // The answer came at once: it was in memory already.
        if (now - from < LoadSecondsMin || !meter.Reloaded(now))
        {
            return;
        }

        meter.Loads.Add(_loadStarts.Loaded(from, now));
    }

    /// <summary>Calls of the model that may be sent at once.</summary>
    public int SlotsFor(string digest, double now) => Allowed(MeterOf(digest), now);

    /// <summary>Calls of all models that may be sent at once: as many as the model with the most slots takes.</summary>
    public int SlotsForAll(double now) => _models.Count == 0 ? 1 : _models.Values.Max(model => Allowed(model, now));

    /// <summary>
    /// Slots of a model; 0 while unknown. How many there are is a setting of the whole replica (OLLAMA_NUM_PARALLEL), cut
    /// to a single one where memory is short: a model that has shown two has as many as another one was found to have.
    /// </summary>
    public int SlotsOf(ModelMeter model) =>
        model.Slots.IsLimitKnown ? model.Slots.Known
        : model.Slots.Known > 1 && Parallel >= model.Slots.Known ? Parallel
        : 0;

    /// <summary>The replica's own setting, as far as a model with more than one slot has shown it; 0 while unknown.</summary>
    private int Parallel =>
        _models.Values.Where(model => model.Slots is { IsLimitKnown: true, Known: > 1 }).Max(m => (int?)m.Slots.Known)
        ?? 0;

    private int Allowed(ModelMeter model, double now)
    {
        var found = model.Slots.Allowed(now);
        return model.Slots.IsLimitKnown ? found : Math.Max(found, Parallel);
    }

    private void Ended(MeteredCall call, double now)
    {
        var meter = MeterOf(call.Model);
        meter.Count(call);
        LearnLoad(meter, call);
        Settle(call, now);
    }

    private void LearnLoad(ModelMeter meter, MeteredCall call)
    {
        var load = call.Timings.Load.TotalSeconds;
        var loadedAt = call.SentAt + load;
        if (
            load >= LoadSecondsMin
            && call.IsExact
            && !call.Timings.AreOurs
            && loadedAt <= call.EndedAt
            && meter.Reloaded(loadedAt)
        )
        {
            meter.Loads.Add(_loadStarts.Loaded(call.SentAt, loadedAt));
        }
    }

    private void Settle(MeteredCall ended, double now)
    {
        if (_timeline.OpenOf(ended.Model) == 0)
        {
            _loadStarts.Drained(ended.EndedAt);
        }

        foreach (var settled in _timeline.Ended(ended))
        {
            MeterOf(settled.Call.Model).Learn(settled, now);
        }
    }

    // Their replies do not tell a wait from work, so that only what work takes by itself can.
    private TimeSpan? Evaluation(MeteredCall call, TokenUsage usage, CallTimings timings)
    {
        // By our own clock the network is in it.
        if (timings.AreOurs)
        {
            return null;
        }

        var whole = timings.Total - timings.Load;
        if (call.StartedAs == 1)
        {
            return whole;
        }

        if (MeterOf(call.Model).PrefillTime is not { } known)
        {
            return null;
        }

        var alone = known.SecondsAlone(usage.PromptTokens);
        var beside = alone * known.Cost.Slowness(call.StartedAs - 1, 0);
        return whole.TotalSeconds > WaitedWhenSlower * beside && alone > 0 ? TimeSpan.FromSeconds(alone) : whole;
    }

    // A replica may say anything: negative times count as none, and none is longer than a day.
    private static CallTimings Sane(CallTimings timings) =>
        new(Sane(timings.Total), Sane(timings.Load), Sane(timings.PromptEval), Sane(timings.Eval))
        {
            AreOurs = timings.AreOurs,
        };

    private static TimeSpan Sane(TimeSpan span) =>
        span < TimeSpan.Zero ? TimeSpan.Zero
        : span > TimeSpan.FromDays(1) ? TimeSpan.FromDays(1)
        : span;

    private ModelMeter MeterOf(string digest)
    {
        if (_models.TryGetValue(digest, out var meter))
        {
            return meter;
        }

        if (_models.Count >= _limits.Models)
        {
            _models.Remove(_models.MinBy(model => model.Value.LastCallAt ?? double.NegativeInfinity).Key);
        }

        meter = new ModelMeter(_limits, _prefillPool, _decodePool);
        _models.Add(digest, meter);
        return meter;
    }
}
