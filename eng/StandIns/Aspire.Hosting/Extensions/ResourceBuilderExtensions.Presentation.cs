using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithUrls<T>(
        this IResourceBuilder<T> builder,
        Action<ResourceUrlsCallbackContext> callback
    )
        where T : IResource => builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));

    public static IResourceBuilder<T> WithUrls<T>(
        this IResourceBuilder<T> builder,
        Func<ResourceUrlsCallbackContext, Task> callback
    )
        where T : IResource => builder.WithAnnotation(new ResourceUrlsCallbackAnnotation(callback));

    public static IResourceBuilder<T> WithUrl<T>(
        this IResourceBuilder<T> builder,
        string url,
        string? displayText = null
    )
        where T : IResource =>
        builder.WithUrls(context => context.Urls.Add(new() { Url = url, DisplayText = displayText }));

    public static IResourceBuilder<T> WithUrl<T>(
        this IResourceBuilder<T> builder,
        ReferenceExpression url,
        string? displayText = null
    )
        where T : IResource =>
        builder.WithUrls(async context =>
            context.Urls.Add(
                new()
                {
                    Url = await url.GetValueAsync(context.CancellationToken) ?? string.Empty,
                    DisplayText = displayText,
                }
            )
        );

    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder,
        string endpointName,
        Action<ResourceUrlAnnotation> callback
    )
        where T : IResource =>
        builder.WithUrls(context =>
        {
            var url = context.Urls.FirstOrDefault(url =>
                string.Equals(url.Endpoint?.EndpointName, endpointName, StringComparison.OrdinalIgnoreCase)
            );
            if (url is not null)
            {
                callback(url);
            }
        });

    public static IResourceBuilder<T> WithUrlForEndpoint<T>(
        this IResourceBuilder<T> builder,
        string endpointName,
        Func<EndpointReference, ResourceUrlAnnotation> callback
    )
        where T : IResourceWithEndpoints =>
        builder.WithUrls(context =>
        {
            if (context.GetEndpoint(endpointName) is { } endpoint)
            {
                var url = callback(endpoint);
                context.Urls.Add(
                    url.Endpoint is not null
                        ? url
                        : new ResourceUrlAnnotation
                        {
                            Url = url.Url,
                            DisplayText = url.DisplayText,
                            DisplayOrder = url.DisplayOrder,
                            DisplayLocation = url.DisplayLocation,
                            Endpoint = endpoint,
                        }
                );
            }
        });

    public static IResourceBuilder<T> WithRelationship<T>(
        this IResourceBuilder<T> builder,
        IResource resource,
        string type
    )
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, type));

    public static IResourceBuilder<T> WithReferenceRelationship<T>(this IResourceBuilder<T> builder, IResource resource)
        where T : IResource => builder.WithRelationship(resource, "Reference");

    public static IResourceBuilder<T> WithParentRelationship<T>(
        this IResourceBuilder<T> builder,
        IResourceBuilder<IResource> parent
    )
        where T : IResource => builder.WithParentRelationship(parent.Resource);

    public static IResourceBuilder<T> WithParentRelationship<T>(this IResourceBuilder<T> builder, IResource parent)
        where T : IResource => builder.WithRelationship(parent, "Parent");

    public static IResourceBuilder<T> WithIconName<T>(
        this IResourceBuilder<T> builder,
        string iconName,
        IconVariant iconVariant = IconVariant.Filled
    )
        where T : IResource =>
        builder.WithAnnotation(
            new ResourceIconAnnotation(iconName, iconVariant),
            ResourceAnnotationMutationBehavior.Replace
        );

    public static IResourceBuilder<T> ExcludeFromManifest<T>(this IResourceBuilder<T> builder)
        where T : IResource => builder.WithAnnotation(ManifestPublishingCallbackAnnotation.Ignore);

    public static IResourceBuilder<T> WithExplicitStart<T>(this IResourceBuilder<T> builder)
        where T : IResource =>
        builder.WithAnnotation(new ExplicitStartupAnnotation(), ResourceAnnotationMutationBehavior.Replace);

    public static IResourceBuilder<T> WithInitialState<T>(
        this IResourceBuilder<T> builder,
        CustomResourceSnapshot initialSnapshot
    )
        where T : IResource =>
        builder.WithAnnotation(
            new ResourceSnapshotAnnotation(initialSnapshot),
            ResourceAnnotationMutationBehavior.Replace
        );

    public static IResourceBuilder<T> WithConnectionStringRedirection<T>(
        this IResourceBuilder<T> builder,
        IResourceWithConnectionString resource
    )
        where T : IResourceWithConnectionString =>
        builder.WithAnnotation(
            new ConnectionStringRedirectAnnotation(resource),
            ResourceAnnotationMutationBehavior.Replace
        );

    public static IResourceBuilder<T> WithCommand<T>(
        this IResourceBuilder<T> builder,
        string name,
        string displayName,
        Func<ExecuteCommandContext, Task<ExecuteCommandResult>> executeCommand,
        CommandOptions? commandOptions = null
    )
        where T : IResource
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(displayName);
        ArgumentNullException.ThrowIfNull(executeCommand);
        foreach (
            var earlier in builder
                .Resource.Annotations.OfType<ResourceCommandAnnotation>()
                .Where(c => c.Name == name)
                .ToArray()
        )
        {
            builder.Resource.Annotations.Remove(earlier);
        }

        return builder.WithAnnotation(
            new ResourceCommandAnnotation(
                name,
                displayName,
                commandOptions?.UpdateState ?? (_ => ResourceCommandState.Enabled),
                executeCommand,
                commandOptions
            )
        );
    }
}
