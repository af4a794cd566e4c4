using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

public static class DistributedApplicationHostingTestingExtensions
{
    private static readonly string[] HttpSchemes = ["https", "http"];

    /// <param name="endpointName">Null: the endpoint named https, otherwise the one named http.</param>
    public static HttpClient CreateHttpClient(
        this DistributedApplication app,
        string resourceName,
        string? endpointName = null
    )
    {
        var address = app.GetEndpoint(resourceName, endpointName);
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = address;
        return client;
    }

    /// <inheritdoc cref="CreateHttpClient"/>
    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var resource = app.Resource(resourceName);
        if (resource is not IResourceWithEndpoints owner)
        {
            throw new InvalidOperationException($"Resource '{resourceName}' has no endpoints.");
        }

        var endpoint = endpointName is null ? Default(owner) : Named(owner, endpointName);
        return new Uri(
            endpoint?.Url
                ?? throw new ArgumentException(
                    $"Endpoint '{endpointName ?? "https or http"}' for resource '{resourceName}' not found.",
                    nameof(endpointName)
                )
        );
    }

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app,
        string resourceName,
        CancellationToken cancellationToken = default
    ) =>
        app.Resource(resourceName) is IResourceWithConnectionString source
            ? source.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException(
                $"Resource '{resourceName}' does not expose a connection string.",
                nameof(resourceName)
            );

    private static IResource Resource(this DistributedApplication app, string name)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
        {
            throw new InvalidOperationException(
                "The application must be started before resolving endpoints or connection strings."
            );
        }

        var model = app.Services.GetRequiredService<DistributedApplicationModel>();
        return model.Resources.FirstOrDefault(resource =>
                string.Equals(resource.Name, name, StringComparison.OrdinalIgnoreCase)
            ) ?? throw new ArgumentException($"Resource '{name}' not found.", nameof(name));
    }

    private static EndpointReference? Named(IResourceWithEndpoints owner, string name)
    {
        var endpoint = new EndpointReference(owner, name);
        return endpoint.Exists ? endpoint : null;
    }

    private static EndpointReference? Default(IResourceWithEndpoints owner) =>
        HttpSchemes.Select(scheme => Named(owner, scheme)).FirstOrDefault(endpoint => endpoint is not null);
}
