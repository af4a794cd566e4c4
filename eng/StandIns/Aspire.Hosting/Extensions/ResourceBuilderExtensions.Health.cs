using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    /// <param name="builder">The resource whose health it is.</param>
    /// <param name="key">The name of a health check that is registered with the application's services.</param>
    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(key);
        return builder.Resource.Annotations.OfType<HealthCheckAnnotation>().Any(check => check.Key == key)
            ? throw new DistributedApplicationException(
                $"Resource '{builder.Resource.Name}' already has a health check with key '{key}'."
            )
            : builder.WithAnnotation(new HealthCheckAnnotation(key));
    }

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        string? path = null,
        int? statusCode = null,
        string? endpointName = null
    )
        where T : IResourceWithEndpoints =>
        builder.WithHttpHealthCheck(() => HealthEndpoint(builder.Resource, endpointName), path, statusCode);

    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        Func<EndpointReference>? endpointSelector,
        string? path = null,
        int? statusCode = null
    )
        where T : IResourceWithEndpoints
    {
        ArgumentNullException.ThrowIfNull(builder);
        var endpoint = endpointSelector?.Invoke() ?? HealthEndpoint(builder.Resource, endpointName: null);
        if (endpoint.Exists && !endpoint.IsHttp && !endpoint.IsHttps)
        {
            throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{endpoint.Resource.Name}' as the endpoint with "
                    + $"name '{endpoint.EndpointName}' and scheme '{endpoint.Scheme}' is not an HTTP endpoint."
            );
        }

        path ??= "/";
        var expected = statusCode ?? 200;
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path}_{expected}_check";
        builder
            .ApplicationBuilder.Services.AddHealthChecks()
            .Add(new(key, _ => new EndpointHealthCheck(endpoint, path, expected), failureStatus: null, tags: null));
        return builder.WithHealthCheck(key);
    }

    private static EndpointReference HealthEndpoint(IResourceWithEndpoints resource, string? endpointName)
    {
        if (endpointName is not null)
        {
            return resource.GetEndpoint(endpointName);
        }

        var endpoints = HttpEndpoints(resource).ToArray();
        var chosen =
            endpoints.FirstOrDefault(endpoint => endpoint.Name == "https")
            ?? endpoints.FirstOrDefault(endpoint => endpoint.Name == "http")
            ?? endpoints.FirstOrDefault();
        return chosen is not null
            ? new EndpointReference(resource, chosen)
            : throw new DistributedApplicationException(
                $"Could not create HTTP health check for resource '{resource.Name}' as no endpoint was found matching "
                    + "one of the specified names: https, http"
            );
    }
}
