using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency
    )
        where T : IResourceWithWaitSupport =>
        Wait(builder, dependency, resource => new WaitAnnotation(resource, WaitType.WaitUntilHealthy));

    public static IResourceBuilder<T> WaitFor<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        WaitBehavior waitBehavior
    )
        where T : IResourceWithWaitSupport =>
        Wait(
            builder,
            dependency,
            resource => new WaitAnnotation(resource, WaitType.WaitUntilHealthy) { WaitBehavior = waitBehavior }
        );

    public static IResourceBuilder<T> WaitForStart<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency
    )
        where T : IResourceWithWaitSupport =>
        Wait(builder, dependency, resource => new WaitAnnotation(resource, WaitType.WaitUntilStarted));

    public static IResourceBuilder<T> WaitForStart<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        WaitBehavior waitBehavior
    )
        where T : IResourceWithWaitSupport =>
        Wait(
            builder,
            dependency,
            resource => new WaitAnnotation(resource, WaitType.WaitUntilStarted) { WaitBehavior = waitBehavior }
        );

    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        int exitCode = 0
    )
        where T : IResourceWithWaitSupport =>
        Wait(
            builder,
            dependency,
            resource => new WaitAnnotation(resource, WaitType.WaitForCompletion, exitCode),
            withParents: false
        );

    private static IResourceBuilder<T> Wait<T>(
        IResourceBuilder<T> builder,
        IResourceBuilder<IResource> dependency,
        Func<IResource, WaitAnnotation> wait,
        bool withParents = true
    )
        where T : IResourceWithWaitSupport
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(dependency);
        CheckWait(builder.Resource, dependency.Resource);

        // A child, a database for example, is only there when its server is.
        var parent = dependency.Resource;
        while (withParents && parent is IResourceWithParent child)
        {
            parent = child.Parent;
            builder.WithAnnotation(wait(parent));
        }

        builder.WithRelationship(dependency.Resource, "WaitFor");
        return builder.WithAnnotation(wait(dependency.Resource));
    }

    private static void CheckWait(IResource resource, IResource dependency)
    {
        if (resource == dependency)
        {
            throw new DistributedApplicationException($"The '{resource.Name}' resource cannot wait for itself.");
        }

        if (resource is IResourceWithParent child && child.Parent == dependency)
        {
            throw new DistributedApplicationException(
                $"The '{resource.Name}' resource cannot wait for its parent '{dependency.Name}'."
            );
        }
    }
}
