using System.ComponentModel.DataAnnotations;

namespace Orchestrator.ServiceDefaults;

/// <summary>Section "Telemetry". Where spans and metrics are pushed to is told by OTEL_EXPORTER_OTLP_ENDPOINT.</summary>
public sealed class TelemetryOptions
{
    public const string SectionName = "Telemetry";

    /// <summary>Share of the traces begun here that are recorded; a trace begun elsewhere keeps its caller's choice.</summary>
    [Range(0.0, 1.0)]
    public double SampleRatio { get; set; } = 1.0;

    /// <summary>Series of one metric; further label values are added up in one series labelled otel_metric_overflow.</summary>
    [Range(10, 100_000)]
    public int MaxSeriesPerMetric { get; set; } = 1000;
}
