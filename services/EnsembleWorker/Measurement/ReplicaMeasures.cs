using System.Collections.Immutable;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>
/// Drives the meter of one replica under one ownership: gives it the time, one caller at a time, and publishes what has
/// changed, not too often and never on a call's own time.
/// </summary>
internal sealed class ReplicaMeasures : IDisposable
{
    private readonly Lock _gate = new();
    private readonly FleetReplica _replica;
    private readonly Publications _publications;
    private readonly TimeProvider _clock;
    private readonly ReplicaMeter _meter;
    private readonly SlotSetter _slots;
    private readonly ITimer _timer;
    private readonly long _began;
    private readonly TimeSpan _interval;
    private readonly Dictionary<string, (string Model, double At)> _due = new(StringComparer.Ordinal);
    private readonly Dictionary<string, double> _publishedAt = new(StringComparer.Ordinal);
    private bool _isDisposed;

    /// <param name="epoch">Of the lease under which this is measured.</param>
    /// <param name="publications">Gives revisions and tells watchers.</param>
    public ReplicaMeasures(
        FleetReplica replica,
        long epoch,
        MeasurementOptions options,
        Publications publications,
        TimeProvider clock
    )
    {
        (_replica, Epoch, _publications, _clock) = (replica, epoch, publications, clock);
        _meter = new ReplicaMeter(new(options.MaxModels, options.MaxInferredSlots, options.SlotTrust));
        _slots = new SlotSetter(replica);
        _interval = options.PublishInterval;
        _began = clock.GetTimestamp();
        _timer = clock.CreateTimer(_ => Publish(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public FleetReplica Replica => _replica;

    public long Epoch { get; }

    /// <summary>The newest publications, one per digest; the same array until there is a newer one.</summary>
    public ImmutableArray<PublishedMeasure> Published { get; private set; } = [];

    private double Now => _clock.GetElapsedTime(_began).TotalSeconds;

    /// <summary>Right before a call is sent.</summary>
    public CallMeter Begin(ModelId model, PromptPrint print, bool isProbe)
    {
        lock (_gate)
        {
            var digest = DigestOf(model);
            return new CallMeter(this, _meter.Begin(digest, print, isProbe, Now), model.ToString());
        }
    }

    public void FirstPiece(MeteredCall call)
    {
        lock (_gate)
        {
            call.FirstPiece(Now);
        }
    }

    /// <summary>The call is over; the second time nothing happens.</summary>
    public void End(MeteredCall call, string model, Action<ReplicaMeter, double> end)
    {
        lock (_gate)
        {
            if (call.IsOpen)
            {
                end(_meter, Now);
                _slots.Set(_meter, call.Model, model, Now);
                SetDue(call.Model, model);
            }
        }
    }

    /// <summary>A load that we ordered has succeeded.</summary>
    public void Loaded(ModelId model, TimeSpan elapsed)
    {
        lock (_gate)
        {
            var digest = DigestOf(model);
            _meter.Loaded(digest, Now - elapsed.TotalSeconds, Now);
            _slots.Set(_meter, digest, model.ToString(), Now);
            SetDue(digest, model.ToString());
        }
    }

    /// <summary>Tokens per character that a prompt of this model and language seldom exceeds; null while too little is known.</summary>
    public double? DensityOf(ModelId model, PromptLanguage language)
    {
        lock (_gate)
        {
            return _meter.Models.GetValueOrDefault(DigestOf(model))?.DensityToReckonWith(language);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _timer.Dispose();
        }
    }

    // Nothing is told of a model that the replica did not list, but it is company of the others all the same.
    private string DigestOf(ModelId model) => _replica.Find(model)?.Digest ?? "";

    private void SetDue(string digest, string model)
    {
        if (digest.Length == 0 || _isDisposed || _due.ContainsKey(digest))
        {
            return;
        }

        var last = _publishedAt.GetValueOrDefault(digest, double.NegativeInfinity);
        _due.Add(digest, (model, Math.Max(Now, last + _interval.TotalSeconds)));
        Arm();
    }

    private void Arm()
    {
        if (_due.Count > 0 && !_isDisposed)
        {
            var wait = Math.Max(0, _due.Values.Min(due => due.At) - Now);
            // Timers count in whole milliseconds, and one that is early would find nothing due.
            _timer.Change(TimeSpan.FromMilliseconds(Math.Ceiling(wait * 1000)), Timeout.InfiniteTimeSpan);
        }
    }

    private void Publish()
    {
        lock (_gate)
        {
            foreach (var (digest, (model, _)) in _due.Where(entry => entry.Value.At <= Now).ToList())
            {
                _due.Remove(digest);
                Publish(digest, model);
            }

            Arm();
        }

        _publications.Tell();
    }

    private void Publish(string digest, string model)
    {
        if (_meter.Models.TryGetValue(digest, out var meter))
        {
            _publishedAt[digest] = Now;
            foreach (var gone in _publishedAt.Keys.Where(key => !_meter.Models.ContainsKey(key)).ToList())
            {
                _publishedAt.Remove(gone);
            }

            var loaded = _replica.State.Loaded.Find(model);
            var began = _clock.GetUtcNow() - _clock.GetElapsedTime(_began);
            var measure = MeasureMapping.ToMeasure(digest, meter, _meter.SlotsOf(meter), began, loaded);
            var before = Published.FirstOrDefault(published => published.Digest == digest);
            MeasureMapping.KeepMemory(measure, before?.Measure);
            var published = new PublishedMeasure(digest, _publications.NextRevision(), measure) { Model = model };
            // What was given up to make room in the meter is not told any more either.
            Published = [.. Published.Where(p => p.Digest != digest && _meter.Models.ContainsKey(p.Digest)), published];
        }
    }
}
