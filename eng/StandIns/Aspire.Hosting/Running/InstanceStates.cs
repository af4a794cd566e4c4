using System.Collections.Immutable;
using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>Publishes the states of one replica.</summary>
internal sealed class InstanceStates(ResourceNotificationService notifications, IResource resource, string id)
{
    private const string PidProperty = "executable.pid";

    public string? Current =>
        notifications.TryGetCurrentState(id, out var current) ? current.Snapshot.State?.Text : null;

    public Task CreatedAsync(string? state) =>
        notifications.PublishUpdateAsync(
            resource,
            id,
            snapshot =>
                snapshot with
                {
                    State = snapshot.State ?? state,
                    CreationTimeStamp = DateTime.UtcNow,
                    HealthReports = Unchecked(resource),
                    Relationships =
                    [
                        .. resource
                            .Annotations.OfType<ResourceRelationshipAnnotation>()
                            .Select(related => new RelationshipSnapshot(related.Resource.Name, related.Type)),
                    ],
                }
        );

    public Task SetAsync(string state, string? style = null) =>
        notifications.PublishUpdateAsync(
            resource,
            id,
            snapshot => snapshot with { State = new ResourceStateSnapshot(state, style) }
        );

    /// <summary>Nothing is left of an earlier run: no exit code, no health, no ready event.</summary>
    public Task BeginAsync(string state) =>
        notifications.PublishUpdateAsync(
            resource,
            id,
            snapshot =>
                snapshot with
                {
                    State = state,
                    ExitCode = null,
                    StartTimeStamp = null,
                    StopTimeStamp = null,
                    ResourceReadyEvent = null,
                    HealthReports = Unchecked(resource),
                }
        );

    public Task RunningAsync(int processId) =>
        notifications.PublishUpdateAsync(
            resource,
            id,
            snapshot =>
                snapshot with
                {
                    State = new ResourceStateSnapshot(KnownResourceStates.Running, KnownResourceStateStyles.Success),
                    StartTimeStamp = DateTime.UtcNow,
                    Properties = With(
                        snapshot.Properties,
                        PidProperty,
                        processId.ToString(CultureInfo.InvariantCulture)
                    ),
                }
        );

    public Task EndedAsync(string state, int? exitCode) =>
        notifications.PublishUpdateAsync(
            resource,
            id,
            snapshot =>
                snapshot with
                {
                    State = new ResourceStateSnapshot(
                        state,
                        exitCode is null or 0 ? null : KnownResourceStateStyles.Error
                    ),
                    ExitCode = exitCode,
                    StopTimeStamp = DateTime.UtcNow,
                    ResourceReadyEvent = null,
                    Properties = With(snapshot.Properties, PidProperty, value: null),
                }
        );

    public Task UrlsAsync(ImmutableArray<UrlSnapshot> urls) =>
        notifications.PublishUpdateAsync(resource, id, snapshot => snapshot with { Urls = urls });

    public static ImmutableArray<HealthReportSnapshot> Unchecked(IResource resource) =>
        [
            .. resource
                .Annotations.OfType<HealthCheckAnnotation>()
                .Select(check => new HealthReportSnapshot(
                    check.Key,
                    Status: null,
                    Description: null,
                    ExceptionText: null
                )),
        ];

    private static ImmutableArray<ResourcePropertySnapshot> With(
        ImmutableArray<ResourcePropertySnapshot> properties,
        string name,
        object? value
    ) => [.. properties.Where(property => property.Name != name), new ResourcePropertySnapshot(name, value)];
}
