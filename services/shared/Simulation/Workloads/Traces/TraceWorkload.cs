using Orchestrator.Simulation.Scheduling;

namespace Orchestrator.Simulation.Workloads.Traces;

/// <summary>A recorded trace with models and tenants of a mix, thinned or compressed, its tokens scaled.</summary>
public sealed class TraceWorkload : IWorkload
{
    private readonly Trace _trace;
    private readonly TraceOptions _options;
    private readonly int _blockTokens;

    public TraceWorkload(Trace trace, TraceOptions options)
    {
        CheckRange(options.RateScale, WorkloadLimits.RateScaleMin, WorkloadLimits.RateScaleMax, nameof(options));
        CheckRange(options.TokenScale, WorkloadLimits.TokenScaleMin, WorkloadLimits.TokenScaleMax, nameof(options));
        CheckRange(options.BlockTokens, 1, WorkloadLimits.BlockTokensMax, nameof(options));
        _trace = trace;
        _options = options;
        _blockTokens = (int)Math.Clamp(Math.Round(options.BlockTokens * options.TokenScale), 1, int.MaxValue);
    }

    public string Name => _options.Name ?? _trace.Name;

    public Deadline? Deadline => _options.Deadline ?? _options.Mix.Deadline;

    /// <summary>The same requests at another rate.</summary>
    /// <param name="factor">Times as many per second; a rate beyond the limits becomes the limit.</param>
    public TraceWorkload Scaled(double factor)
    {
        var rate = Math.Clamp(_options.RateScale * factor, WorkloadLimits.RateScaleMin, WorkloadLimits.RateScaleMax);
        return new TraceWorkload(_trace, _options with { RateScale = rate });
    }

    public IEnumerable<Arrival> Read(ulong seed)
    {
        var thinning = new Thinning(Math.Min(1, _options.RateScale));
        var compression = Math.Max(1, _options.RateScale);
        var row = 0L;
        var number = 0L;
        foreach (var recorded in _trace.Rows())
        {
            var at = TimeSpan.FromSeconds(recorded.ArrivalSeconds / compression);
            if (number == _options.RequestsMax || at >= _options.Duration)
            {
                yield break;
            }

            if (thinning.KeepsNext())
            {
                yield return Arrival(seed, number++, row, at, recorded);
            }

            row++;
        }
    }

    // By the row and not by the number: what is thinned out changes nothing about what stays.
    private Arrival Arrival(ulong seed, long number, long row, TimeSpan at, TraceRow recorded) =>
        new(number, at, _options.Mix.ModelOf(seed, row).Name, Prompt(recorded), Scaled(recorded.OutputTokens))
        {
            Tenant = _options.Mix.TenantOf(seed, row),
        };

    private PromptShape Prompt(TraceRow recorded)
    {
        var tokens = Scaled(recorded.InputTokens);
        if (recorded.Blocks.IsEmpty)
        {
            return PromptShape.Unshared(tokens);
        }

        // A recorded prompt may list more blocks than its tokens fill, and no block may begin behind its end.
        var count = (int)Math.Min(recorded.Blocks.Length, (tokens + (long)_blockTokens - 1) / _blockTokens);
        return new PromptShape(tokens, recorded.Blocks[..count], _blockTokens);
    }

    // Upwards, so that a last block that has begun keeps a token.
    private int Scaled(int tokens) => (int)Math.Clamp(Math.Ceiling(tokens * _options.TokenScale), 1, int.MaxValue);

    private static void CheckRange(double value, double min, double max, string name)
    {
        if (!(value >= min && value <= max))
        {
            throw new ArgumentOutOfRangeException(name, value, $"A scale is from {min} to {max}.");
        }
    }
}
