using System.Diagnostics.Metrics;

namespace Orchestrator.Cli.Evaluate.Ensembles.Rows;

/// <summary>Meters that nobody reads: the command tells its figures itself.</summary>
internal sealed class UnseenMeters : IMeterFactory
{
    public static readonly UnseenMeters Instance = new();

    public Meter Create(MeterOptions options) => new(options);

    public void Dispose()
    {
        // Meters without a listener hold nothing.
    }
}
