using System.Globalization;
using System.Text;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Orchestrator.ServiceDefaults;

/// <summary>Prometheus' text format 0.0.4.</summary>
internal sealed class PrometheusText
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private const string ScopeLabel = "otel_scope_name";
    private readonly StringBuilder _text = new();

    /// <summary>Who is speaking, as the usual metric target_info.</summary>
    public void WriteTarget(Resource resource)
    {
        Head("target_info", "gauge", "Target metadata");
        var labels = PrometheusLabels.Of(resource.Attributes.Select(Pair));
        Line("target_info", labels, 1);
    }

    public void Write(IReadOnlyList<Metric> metrics)
    {
        // A name may have one head only, so metrics of different meters that share it are written together. Where their
        // types differ the first one counts: two types under one name are refused by every reader.
        foreach (var family in metrics.GroupBy(PrometheusNames.Of, StringComparer.Ordinal))
        {
            var type = PrometheusNames.TypeOf(family.First().MetricType);
            Head(family.Key, type, family.First().Description);
            foreach (var metric in family.Where(metric => PrometheusNames.TypeOf(metric.MetricType) == type))
            {
                Points(family.Key, metric);
            }
        }
    }

    public override string ToString() => _text.ToString();

    private static KeyValuePair<string, object?> Pair(KeyValuePair<string, object> pair) => new(pair.Key, pair.Value);

    private void Points(string name, Metric metric)
    {
        foreach (ref readonly var point in metric.GetMetricPoints())
        {
            var labels = PrometheusLabels.Of(point.Tags, ScopeLabel, metric.MeterName);
            switch (metric.MetricType)
            {
                case MetricType.LongSum or MetricType.LongSumNonMonotonic:
                    Line(name, labels, point.GetSumLong());
                    break;
                case MetricType.DoubleSum or MetricType.DoubleSumNonMonotonic:
                    Line(name, labels, point.GetSumDouble());
                    break;
                case MetricType.LongGauge:
                    Line(name, labels, point.GetGaugeLastValueLong());
                    break;
                case MetricType.DoubleGauge:
                    Line(name, labels, point.GetGaugeLastValueDouble());
                    break;
                default:
                    Histogram(name, labels, metric, point);
                    break;
            }
        }
    }

    private void Histogram(string name, string labels, Metric metric, MetricPoint point)
    {
        var count = point.GetHistogramCount();
        if (metric.MetricType == MetricType.Histogram)
        {
            long below = 0;
            foreach (var bucket in point.GetHistogramBuckets())
            {
                below += bucket.BucketCount;
                if (!double.IsPositiveInfinity(bucket.ExplicitBound))
                {
                    Line($"{name}_bucket", PrometheusLabels.With(labels, "le", Number(bucket.ExplicitBound)), below);
                }
            }
        }

        Line($"{name}_bucket", PrometheusLabels.With(labels, "le", "+Inf"), count);
        Line($"{name}_sum", labels, point.GetHistogramSum());
        Line($"{name}_count", labels, count);
    }

    private void Head(string name, string type, string? help)
    {
        if (!string.IsNullOrEmpty(help))
        {
            _text.Append("# HELP ").Append(name).Append(' ').Append(PrometheusLabels.EscapeHelp(help)).Append('\n');
        }

        _text.Append("# TYPE ").Append(name).Append(' ').Append(type).Append('\n');
    }

    private void Line(string name, string labels, double value)
    {
        _text.Append(name);
        if (labels.Length > 0)
        {
            _text.Append('{').Append(labels).Append('}');
        }

        _text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Number(double value) =>
        value switch
        {
            double.PositiveInfinity => "+Inf",
            double.NegativeInfinity => "-Inf",
            _ => double.IsNaN(value) ? "NaN" : value.ToString("R", CultureInfo.InvariantCulture),
        };
}
