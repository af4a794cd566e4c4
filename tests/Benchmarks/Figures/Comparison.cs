namespace Orchestrator.Benchmarks.Figures;

/// <summary>One target in one scenario over all rounds, each round beside what the direct call took in the same one. Pure.</summary>
internal sealed class Comparison
{
    private readonly IReadOnlyList<Segment> _own;
    private readonly Dictionary<int, Segment> _direct;

    public Comparison(string scenario, string target, IReadOnlyCollection<Segment> segments)
    {
        (Scenario, Target) = (scenario, target);
        var of = segments.Where(segment => segment.Scenario == scenario).ToList();
        _own = [.. of.Where(segment => segment.Target == target)];
        _direct = of.Where(segment => segment.Target == Targets.Target.Direct).ToDictionary(segment => segment.Round);
    }

    public string Scenario { get; }

    public string Target { get; }

    public bool HasFigures => _own.Count > 0;

    public int Failed => _own.Sum(segment => segment.Failed);

    public Spread Over(Func<Segment, double> figure) => Spread.Of(_own.Select(figure));

    /// <summary>The difference to the direct call of the same round, and only then the middle of the rounds.</summary>
    public Spread Added(Func<Segment, double> figure) =>
        Spread.Of(_own.Where(IsPaired).Select(segment => figure(segment) - figure(_direct[segment.Round])));

    /// <summary>The part of another target's figure that this one reaches, round by round.</summary>
    public Spread RatioTo(Comparison other, Func<Segment, double> figure) =>
        Spread.Of(
            from own in _own
            join foreign in other._own on own.Round equals foreign.Round
            select figure(own) / figure(foreign)
        );

    /// <summary>Over all rounds together, because one round is short beside the clock's hundredths of a second.</summary>
    public IEnumerable<(string Process, double Microseconds)> CpuPerAnswer() =>
        PerAnswer(segment => segment.CpuSeconds).Select(pair => (pair.Process, pair.Value * 1_000_000));

    public IEnumerable<(string Process, double Bytes)> AllocatedPerAnswer() =>
        PerAnswer(segment => segment.AllocatedBytes).Select(pair => (pair.Process, pair.Value));

    private IEnumerable<(string Process, double Value)> PerAnswer(
        Func<Segment, IReadOnlyDictionary<string, double>> figures
    )
    {
        var answered = _own.Sum(segment => segment.Answered);
        return _own.SelectMany(figures)
            .GroupBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(group => (group.Key, group.Sum(pair => pair.Value) / Math.Max(1, answered)));
    }

    private bool IsPaired(Segment segment) => _direct.ContainsKey(segment.Round);
}
