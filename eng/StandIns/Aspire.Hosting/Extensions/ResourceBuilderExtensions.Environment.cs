using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => Set(builder, name, value ?? string.Empty);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        in ReferenceExpression.ExpressionInterpolatedStringHandler value
    )
        where T : IResourceWithEnvironment => Set(builder, name, value.GetExpression());

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        ReferenceExpression value
    )
        where T : IResourceWithEnvironment => Set(builder, name, value);

    public static IResourceBuilder<T> WithEnvironment<T, TValue>(
        this IResourceBuilder<T> builder,
        string name,
        TValue value
    )
        where T : IResourceWithEnvironment
        where TValue : IValueProvider, IManifestExpressionProvider => Set(builder, name, value);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        IExpressionValue value
    )
        where T : IResourceWithEnvironment => Set(builder, name, value);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        EndpointReference endpointReference
    )
        where T : IResourceWithEnvironment => Set(builder, name, endpointReference);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        IResourceBuilder<ParameterResource> parameter
    )
        where T : IResourceWithEnvironment => Set(builder, name, parameter?.Resource);

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string envVarName,
        IResourceBuilder<IResourceWithConnectionString> resource
    )
        where T : IResourceWithEnvironment =>
        Set(builder, envVarName, new ConnectionStringReference(resource.Resource, optional: false));

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        IResourceBuilder<ExternalServiceResource> externalService
    )
        where T : IResourceWithEnvironment => Set(builder, name, ExternalServiceUrl(externalService.Resource));

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        string name,
        Func<string> callback
    )
        where T : IResourceWithEnvironment => builder.WithAnnotation(new EnvironmentCallbackAnnotation(name, callback));

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        Action<EnvironmentCallbackContext> callback
    )
        where T : IResourceWithEnvironment => builder.WithAnnotation(new EnvironmentCallbackAnnotation(callback));

    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder,
        Func<EnvironmentCallbackContext, Task> callback
    )
        where T : IResourceWithEnvironment => builder.WithAnnotation(new EnvironmentCallbackAnnotation(callback));

    private static IResourceBuilder<T> Set<T>(IResourceBuilder<T> builder, string name, object? value)
        where T : IResourceWithEnvironment
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        RelateTo(builder, value);
        return builder.WithEnvironment(context => context.EnvironmentVariables[name] = value);
    }

    /// <summary>Whoever uses a value of another resource references it, which the order of stopping has to know.</summary>
    internal static void RelateTo<T>(IResourceBuilder<T> builder, object value)
        where T : IResource
    {
        if (value is IResource resource)
        {
            builder.WithReferenceRelationship(resource);
        }
        else if (value is IValueWithReferences references)
        {
            foreach (var reference in references.References)
            {
                RelateTo(builder, reference);
            }
        }
    }

    private static object ExternalServiceUrl(ExternalServiceResource service) =>
        service.Uri is { } uri ? uri.ToString() : service.UrlParameter!; // it has one of the two
}
