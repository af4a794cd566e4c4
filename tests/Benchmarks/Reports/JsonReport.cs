using System.Text.Json;
using System.Text.Json.Serialization;

namespace Orchestrator.Benchmarks.Reports;

/// <summary>All figures, each segment for itself.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions _format = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Of(Report report) =>
        JsonSerializer.Serialize(
            new
            {
                report.MeasuredAt,
                report.Machine,
                report.Options,
                report.Targets,
                Promises = Promise.Of(report),
                report.Routing,
                report.Segments,
            },
            _format
        );
}
