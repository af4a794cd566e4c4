using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Orchestrator.ServiceDefaults;

/// <summary>
/// The one answer behind probes over HTTP and gRPC: the checks of a tag, and that a stopping process is not ready. The
/// latter is no check of its own: a failed check is logged as an error, and a stop is none.
/// </summary>
internal sealed class ProcessHealth(HealthCheckService checks, RunningWork work)
{
    private const string Stopping = "stopping";

    /// <param name="tag">Which checks are asked; null asks all.</param>
    /// <param name="cancellationToken">Ends the checks.</param>
    public async Task<HealthReport> OfAsync(string? tag, CancellationToken cancellationToken)
    {
        if (tag == HealthTags.Ready && work.IsStopping)
        {
            var entry = new HealthReportEntry(HealthStatus.Unhealthy, null, TimeSpan.Zero, null, null);
            var entries = new Dictionary<string, HealthReportEntry>(StringComparer.Ordinal) { [Stopping] = entry };
            return new HealthReport(entries, TimeSpan.Zero);
        }

        return await checks.CheckHealthAsync(check => tag is null || check.Tags.Contains(tag), cancellationToken);
    }
}
