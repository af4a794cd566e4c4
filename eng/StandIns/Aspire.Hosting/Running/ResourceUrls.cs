using System.Collections.Immutable;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Running;

/// <summary>The addresses that are shown for a resource.</summary>
internal static class ResourceUrls
{
    public static async Task<ImmutableArray<UrlSnapshot>> OfAsync(
        IResource resource,
        DistributedApplicationExecutionContext executionContext,
        CancellationToken cancellationToken
    )
    {
        var urls = resource is IResourceWithEndpoints owner
            ? owner
                .GetEndpoints()
                .Where(endpoint => endpoint.IsAllocated)
                .Select(endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint })
                .ToList()
            : [];
        var context = new ResourceUrlsCallbackContext(executionContext, resource, urls, cancellationToken);
        foreach (var callback in resource.Annotations.OfType<ResourceUrlsCallbackAnnotation>().ToArray())
        {
            await callback.Callback(context);
        }

        return
        [
            .. context
                .Urls.OrderByDescending(url => url.DisplayOrder ?? 0)
                .Select(url => new UrlSnapshot(
                    url.Endpoint?.EndpointName,
                    Absolute(url),
                    url.DisplayLocation == UrlDisplayLocation.DetailsOnly
                )
                {
                    DisplayProperties = new(url.DisplayText ?? string.Empty, url.DisplayOrder ?? 0),
                }),
        ];
    }

    /// <summary>A path alone belongs to the endpoint that it was given for.</summary>
    private static string Absolute(ResourceUrlAnnotation url) =>
        url.Endpoint is { } endpoint && url.Url.StartsWith('/') ? endpoint.Url + url.Url : url.Url;
}
