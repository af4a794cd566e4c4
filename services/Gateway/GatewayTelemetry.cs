using System.Diagnostics.Metrics;
using Orchestrator.Gateway.Runs;

namespace Orchestrator.Gateway;

/// <summary>Spans and numbers of this service, few labels each.</summary>
internal sealed class GatewayTelemetry
{
    public const string Name = "Orchestrator.Gateway";

    private readonly Counter<long> _requests;

    public GatewayTelemetry(IMeterFactory meters, RunSlots slots)
    {
        // The factory owns its meters.
#pragma warning disable CA2000
        var meter = meters.Create(Name);
#pragma warning restore CA2000
        _requests = meter.CreateCounter<long>(
            "orchestrator.gateway.requests",
            "{request}",
            "Requests by dialect and status class."
        );
        meter.CreateObservableUpDownCounter(
            "orchestrator.gateway.runs.active",
            () => slots.Taken,
            "{run}",
            "Runs that this gateway carries now."
        );
    }

    public void Request(string dialect, int status) =>
        _requests.Add(
            1,
            new KeyValuePair<string, object?>("dialect", dialect),
            new KeyValuePair<string, object?>("status_class", StatusClass(status))
        );

    private static string StatusClass(int status) =>
        (status / 100) switch
        {
            1 => "1xx",
            2 => "2xx",
            3 => "3xx",
            4 => "4xx",
            _ => "5xx",
        };
}
