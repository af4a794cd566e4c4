using System.Collections.Immutable;

namespace Orchestrator.Simulation.Workloads;

/// <summary>Counts arrivals as they pass; deviations by Welford's method (Technometrics 4, 1962), which does not cancel out.</summary>
internal sealed class WorkloadCounter
{
    private static readonly ModelDemand _none = new(0, 0, 0);
    private readonly Dictionary<string, ModelDemand> _models = new(StringComparer.Ordinal);
    private long _requests;
    private TimeSpan _last;
    private double _mean;
    private double _squares;

    public void Add(Arrival arrival)
    {
        if (_requests > 0)
        {
            var between = (arrival.At - _last).TotalSeconds;
            var off = between - _mean;
            _mean += off / _requests;
            _squares += off * (between - _mean);
        }

        _requests++;
        _last = arrival.At;
        _models[arrival.Model] = _models.GetValueOrDefault(arrival.Model, _none).With(arrival);
    }

    public WorkloadFacts Facts() =>
        new(
            _requests,
            _last,
            _models.Values.Sum(model => model.InputTokens),
            _models.Values.Sum(model => model.OutputTokens),
            _mean > 0 ? Math.Sqrt(_squares / (_requests - 1)) / _mean : 0,
            _models.ToImmutableSortedDictionary(StringComparer.Ordinal)
        );
}
