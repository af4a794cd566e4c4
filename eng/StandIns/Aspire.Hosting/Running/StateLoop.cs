using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;

namespace Aspire.Hosting.Running;

/// <summary>Follows all states: health is checked while a resource runs, and children without a process have their parent's state.</summary>
internal sealed class StateLoop(
    DistributedApplicationModel model,
    ResourceNotificationService notifications,
    HealthRounds rounds
)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var resourceEvent in notifications.WatchAsync(cancellationToken))
            {
                await rounds.ObserveAsync(resourceEvent);
                await MirrorAsync(resourceEvent);
            }
        }
        catch (OperationCanceledException) { }
        finally
        {
            await rounds.DisposeAsync();
        }
    }

    private async Task MirrorAsync(ResourceEvent parent)
    {
        foreach (
            var child in model.Resources.OfType<IResourceWithParent>().Where(child => child.Parent == parent.Resource)
        )
        {
            if (!RunningResources.RunsProcess(child))
            {
                await notifications.PublishUpdateAsync(child, snapshot => Mirrored(child, snapshot, parent.Snapshot));
            }
        }
    }

    private static CustomResourceSnapshot Mirrored(
        IResource child,
        CustomResourceSnapshot snapshot,
        CustomResourceSnapshot parent
    ) =>
        snapshot.State?.Text == parent.State?.Text
            ? snapshot
            : snapshot with
            {
                State = parent.State,
                StartTimeStamp = parent.StartTimeStamp,
                StopTimeStamp = parent.StopTimeStamp,
                ResourceReadyEvent = null,
                HealthReports = InstanceStates.Unchecked(child),
            };
}
