using System.Text.Json;

namespace Orchestrator.AppHost;

/// <summary>What Prometheus reads: every service's /metrics. JSON is YAML, and needs no care for indentation.</summary>
internal static class ScrapeConfig
{
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <param name="targets">Host and port of each service, by the name that its series get as their instance.</param>
    public static string Text(IEnumerable<(string Service, string HostAndPort)> targets) =>
        JsonSerializer.Serialize(
            new
            {
                global = new { scrape_interval = "5s", scrape_timeout = "4s" },
                scrape_configs = new[]
                {
                    new
                    {
                        job_name = "orchestrator",
                        metrics_path = "/metrics",
                        static_configs = targets.Select(target => new
                        {
                            targets = new[] { target.HostAndPort },
                            labels = new { instance = target.Service },
                        }),
                    },
                },
            },
            _indented
        );
}
