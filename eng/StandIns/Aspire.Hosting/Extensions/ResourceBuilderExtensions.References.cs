using System.Globalization;
using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(context =>
        {
            var variable = resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}";
            context.EnvironmentVariables[variable] = new ConnectionStringReference(resource, optional);
            foreach (var (property, value) in resource.GetConnectionProperties())
            {
                context.EnvironmentVariables[$"{VariableName(name)}_{property.ToUpperInvariant()}"] = value;
            }
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source
    )
        where TDestination : IResourceWithEnvironment => builder.WithReference(source, source.Resource.Name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source,
        string name
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(source);
        ArgumentException.ThrowIfNullOrEmpty(name);
        builder.WithReferenceRelationship(source.Resource);
        return builder.WithEnvironment(context =>
            AddEndpoints(
                context,
                name,
                source.Resource.GetEndpoints().Where(endpoint => !endpoint.ExcludeReferenceEndpoint)
            )
        );
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        EndpointReference endpointReference
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(endpointReference);
        var resource = endpointReference.Resource;
        builder.WithReferenceRelationship(resource);
        return builder.WithEnvironment(context => AddEndpoints(context, resource.Name, [endpointReference]));
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<ExternalServiceResource> externalService
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(externalService);
        var service = externalService.Resource;
        builder.WithReferenceRelationship(service);
        return builder.WithEnvironment(async context =>
        {
            var uri =
                service.Uri ?? await ExternalServiceBuilderExtensions.UriOfAsync(service, context.CancellationToken);
            context.EnvironmentVariables[$"services__{service.Name}__{uri.Scheme}__0"] = uri.ToString();
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        string name,
        Uri uri
    )
        where TDestination : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(uri);
        if (!uri.IsAbsoluteUri)
        {
            throw new InvalidOperationException("The uri for service reference must be absolute.");
        }

        return uri.AbsolutePath == "/"
            ? builder.WithEnvironment($"services__{name}__default__0", uri.ToString())
            : throw new InvalidOperationException("The uri absolute path must be \"/\".");
    }

    /// <summary>Upper case, and an underscore for all that is no letter or digit.</summary>
    internal static string VariableName(string name) =>
        string.Concat(name.Select(letter => char.IsAsciiLetterOrDigit(letter) ? char.ToUpperInvariant(letter) : '_'));

    private static void AddEndpoints(
        EnvironmentCallbackContext context,
        string name,
        IEnumerable<EndpointReference> endpoints
    )
    {
        var counts = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase);
        foreach (var endpoint in endpoints)
        {
            var key = endpoint.EndpointName is "http" or "https" ? endpoint.Scheme : endpoint.EndpointName;
            var index = counts.GetValueOrDefault(key);
            counts[key] = index + 1;
            var variable = string.Create(CultureInfo.InvariantCulture, $"services__{name}__{key}__{index}");
            context.EnvironmentVariables[variable] = endpoint;
            context.EnvironmentVariables[$"{VariableName(name)}_{VariableName(endpoint.EndpointName)}"] = endpoint;
        }
    }
}
