namespace Aspire.Hosting.ApplicationModel;

/// <summary>The ids of a resource's replicas, given when the application starts; a resource without it is its only instance.</summary>
internal sealed class InstancesAnnotation(IReadOnlyList<string> ids) : IResourceAnnotation
{
    public IReadOnlyList<string> Ids { get; } = ids;
}

internal static class InstanceIdentity
{
    public static IReadOnlyList<string> InstanceIds(this IResource resource) =>
        resource.TryGetLastAnnotation<InstancesAnnotation>(out var instances) ? instances.Ids : [resource.Name];
}
