using System.Diagnostics.CodeAnalysis;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Orchestrator.ServiceDefaults;

/// <summary>Collects all metrics once per request and hands them over as text. One scrape at a time.</summary>
internal sealed class PrometheusScrape : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly TextExporter _exporter = new();

    // The meter provider disposes its readers, and these their exporters.
    [SuppressMessage("Reliability", "CA2000", Justification = "Owned by the meter provider.")]
    public PrometheusScrape() => Reader = new BaseExportingMetricReader(_exporter);

    public MetricReader Reader { get; }

    /// <returns>Null when collecting failed.</returns>
    public async Task<string?> TextAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            _exporter.Text = null;
            Reader.Collect();
            return _exporter.Text;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    /// <summary>Not an exporter that pushes: it runs only inside <see cref="TextAsync"/>.</summary>
    private sealed class TextExporter : BaseExporter<Metric>
    {
        public string? Text { get; set; }

        public override ExportResult Export(in Batch<Metric> batch)
        {
            var text = new PrometheusText();
            text.WriteTarget(ParentProvider.GetResource());
            text.Write([.. batch]);
            Text = text.ToString();
            return ExportResult.Success;
        }
    }
}
