using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Running;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Health;

/// <summary>
/// Checks one resource as long as it runs, often until it is healthy and seldom then, and publishes its ready event the
/// first time. Replicas share their checks, which go through the public address.
/// </summary>
internal sealed class ResourceHealth(
    IResource resource,
    HealthCheckService checks,
    ResourceNotificationService notifications,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    RunnerOptions limits,
    ILogger log
)
{
    private readonly HashSet<string> _keys =
    [
        .. resource.Annotations.OfType<HealthCheckAnnotation>().Select(check => check.Key),
    ];
    private readonly SemaphoreSlim _wake = new(0);
    private EventSnapshot? _ready;

    /// <summary>Checks now: a further replica has started.</summary>
    public void Wake() => _wake.Release();

    /// <summary>Until cancelled: the resource has stopped running.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var pause = limits.UnhealthyIntervalMin;
        while (!cancellationToken.IsCancellationRequested)
        {
            var reports = await CheckAsync(cancellationToken);
            var healthy = reports.All(report => report.Status == HealthStatus.Healthy);
            if (healthy)
            {
                _ready ??= new EventSnapshot(HandleReadyAsync(cancellationToken));
            }

            await PublishAsync(reports);
            var next = healthy ? limits.HealthyInterval : pause;
            await _wake.WaitAsync(_keys.Count == 0 ? Timeout.InfiniteTimeSpan : next, cancellationToken);
            pause = healthy ? limits.UnhealthyIntervalMin : Longer(pause);
        }
    }

    private TimeSpan Longer(TimeSpan pause) =>
        pause + pause < limits.UnhealthyIntervalMax ? pause + pause : limits.UnhealthyIntervalMax;

    private async Task<ImmutableArray<HealthReportSnapshot>> CheckAsync(CancellationToken cancellationToken)
    {
        if (_keys.Count == 0)
        {
            return []; // running counts as healthy
        }

        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limits.HealthCheckLimit);
        try
        {
            var report = await checks.CheckHealthAsync(check => _keys.Contains(check.Name), deadline.Token);
            return [.. _keys.Select(key => Reported(key, report))];
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return [.. _keys.Select(key => Unhealthy(key, "The checks did not end in time."))];
        }
    }

    private static HealthReportSnapshot Reported(string key, HealthReport report) =>
        report.Entries.TryGetValue(key, out var entry)
            ? new HealthReportSnapshot(key, entry.Status, entry.Description, entry.Exception?.ToString())
            : Unhealthy(key, "No health check with this key is registered.");

    private static HealthReportSnapshot Unhealthy(string key, string why) =>
        new(key, HealthStatus.Unhealthy, why, ExceptionText: null);

    private Task PublishAsync(ImmutableArray<HealthReportSnapshot> reports) =>
        notifications.PublishUpdateAsync(
            resource,
            snapshot =>
                snapshot.State?.Text == KnownResourceStates.Running
                    ? snapshot with
                    {
                        HealthReports = Same(snapshot.HealthReports, reports) ? snapshot.HealthReports : reports,
                        ResourceReadyEvent = snapshot.ResourceReadyEvent ?? _ready,
                    }
                    : snapshot
        );

    private async Task HandleReadyAsync(CancellationToken cancellationToken)
    {
        await Task.Yield(); // handlers must not hold up the checks
        try
        {
            await eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError(exception, "A handler of the ready event failed.");
            throw;
        }
    }

    private static bool Same(ImmutableArray<HealthReportSnapshot> left, ImmutableArray<HealthReportSnapshot> right) =>
        left.Length == right.Length && left.All(right.Contains);
}
