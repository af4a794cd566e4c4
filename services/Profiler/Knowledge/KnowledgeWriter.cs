using System.Collections.Concurrent;
using System.Collections.Immutable;
using Orchestrator.Profiler.Capability;
using Orchestrator.Profiler.Prices;
using Orchestrator.Profiler.Probing;
using Orchestrator.Profiler.Registry;

namespace Orchestrator.Profiler.Knowledge;

/// <summary>Gives models their skills and prices, and replicas their rates. What has not changed is not worked out again.</summary>
internal sealed class KnowledgeWriter(
    FleetFeed feed,
    CapabilityTable table,
    PriceRule prices,
    ScoreBook scores,
    TimeProvider clock
)
{
    private static readonly string[] _providers = ["openai", "anthropic"];
    private readonly ConcurrentDictionary<ModelId, Basis> _written = [];
    private readonly ConcurrentDictionary<string, ReplicaPrice> _rates = new(StringComparer.Ordinal);

    /// <summary>What all models' knowledge rests on has changed.</summary>
    public void WriteAll()
    {
        foreach (var model in feed.Read(registry => registry.Maps.Models.ToList()))
        {
            Write(model);
        }
    }

    public void Write(ModelState model)
    {
        var basis = new Basis(model.Facts, scores.Of(model.Facts.Digest), IsCloud(model));
        if (_written.TryGetValue(model.Id, out var before) && before.IsSameAs(basis))
        {
            return;
        }

        var skills = ModelSkills.Of(table, model.Facts, basis.Scores);
        var price = basis.IsCloud ? PriceOf(model.Facts.Name) : null;
        _written[model.Id] = basis;
        feed.Apply(registry => registry.Models.SetKnowledge(model.Id, skills, price, clock.GetUtcNow()));
    }

    public void Write(ReplicaState replica)
    {
        var rate = IsCloud(replica) ? ReplicaPrice.Unknown : RateOf(replica);
        if (!_rates.TryGetValue(replica.Name, out var before) || before != rate)
        {
            _rates[replica.Name] = rate;
            feed.Apply(registry => registry.Replicas.SetPrice(replica.Name, rate, clock.GetUtcNow()));
        }
    }

    /// <summary>When it comes back it is written anew.</summary>
    public void Forget(ModelId model) => _written.TryRemove(model, out _);

    public void Forget(string replica) => _rates.TryRemove(replica, out _);

    private bool IsCloud(ModelState model) =>
        feed.Read(registry =>
            model.Replicas.Any(name => registry.Maps.Replica(name) is { } replica && IsCloud(replica))
        );

    // A provider's own endpoint has no card; a server of ours that speaks its language is configured with one.
    private static bool IsCloud(ReplicaState replica) =>
        _providers.Contains(replica.Kind, StringComparer.Ordinal) && replica is { Gpu: "", VramBytes: 0 };

    private ModelPrice PriceOf(string model)
    {
        var price = prices.OfCloud(model);
        return new ModelPrice(price.InputPerMillion, price.OutputPerMillion, price.Currency);
    }

    private ReplicaPrice RateOf(ReplicaState replica)
    {
        var rate = prices.OfLocal(replica.Name, replica.Gpu);
        return new ReplicaPrice(rate.PerSecond, rate.Currency);
    }

    private sealed record Basis(KnownModel Facts, ImmutableArray<ProbeScore> Scores, bool IsCloud)
    {
        // The book keeps an array as long as its scores are the same.
        public bool IsSameAs(Basis other) => Facts == other.Facts && Scores == other.Scores && IsCloud == other.IsCloud;
    }
}
