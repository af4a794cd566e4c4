namespace Aspire.Hosting.ApplicationModel;

public class ResourceNotificationServiceOptions
{
    /// <summary>Without a dashboard nobody could restart what has ended, so a wait for it ends, too.</summary>
    public WaitBehavior DefaultWaitBehavior { get; set; } = WaitBehavior.StopOnResourceUnavailable;
}
