using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Health;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static class ExternalServiceBuilderExtensions
{
    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder,
        string name,
        string url
    )
    {
        ArgumentNullException.ThrowIfNull(url);
        return Checked(url, out var fault) is { } uri
            ? builder.AddResource(new ExternalServiceResource(name, uri))
            : throw new ArgumentException(fault, nameof(url));
    }

    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder,
        string name,
        Uri uri
    )
    {
        ArgumentNullException.ThrowIfNull(uri);
        return Checked(uri.OriginalString, out var fault) is not null
            ? builder.AddResource(new ExternalServiceResource(name, uri))
            : throw new ArgumentException(fault, nameof(uri));
    }

    public static IResourceBuilder<ExternalServiceResource> AddExternalService(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource> urlParameter
    )
    {
        ArgumentNullException.ThrowIfNull(urlParameter);
        return builder.AddResource(new ExternalServiceResource(name, urlParameter.Resource));
    }

    public static IResourceBuilder<ExternalServiceResource> WithHttpHealthCheck(
        this IResourceBuilder<ExternalServiceResource> builder,
        string? path = null,
        int? statusCode = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        var service = builder.Resource;
        var expected = statusCode ?? 200;
        var key = $"{service.Name}_external_{path ?? "/"}_{expected}_check";
        builder
            .ApplicationBuilder.Services.AddHealthChecks()
            .Add(
                new(
                    key,
                    _ => new EndpointHealthCheck(
                        async token => new Uri(await UriOfAsync(service, token), path ?? "/"),
                        expected,
                        http2: false
                    ),
                    failureStatus: null,
                    tags: null
                )
            );
        return builder.WithHealthCheck(key);
    }

    internal static async ValueTask<Uri> UriOfAsync(
        ExternalServiceResource service,
        CancellationToken cancellationToken
    )
    {
        if (service.Uri is { } known)
        {
            return known;
        }

        var url = await service.UrlParameter!.GetValueAsync(cancellationToken); // it has one of the two
        return Checked(url, out var fault)
            ?? throw new DistributedApplicationException(
                $"The URL parameter '{service.UrlParameter.Name}' for the external service '{service.Name}' is invalid: {fault}"
            );
    }

    private static Uri? Checked(string? url, out string? fault)
    {
        fault =
            !Uri.TryCreate(url, UriKind.Absolute, out var uri)
                ? "The URL for the external service must be an absolute URI."
            : uri.AbsolutePath != "/" ? "The URL absolute path must be \"/\"."
            : uri.Query.Length > 0 ? "The URL cannot contain a query."
            : uri.Fragment.Length > 0 ? "The URL cannot contain a fragment."
            : null;
        return fault is null ? uri : null;
    }
}
