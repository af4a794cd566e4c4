using System.Diagnostics;

namespace Aspire.Hosting.ApplicationModel;

[DebuggerDisplay("{Resource.Name,nq}/{EndpointName,nq}")]
public sealed class EndpointReference : IExpressionValue, IValueWithReferences
{
    private EndpointAnnotation? _annotation;

    public EndpointReference(IResourceWithEndpoints owner, EndpointAnnotation endpoint)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(endpoint);
        Resource = owner;
        EndpointName = endpoint.Name;
        _annotation = endpoint;
    }

    public EndpointReference(IResourceWithEndpoints owner, string endpointName)
    {
        ArgumentNullException.ThrowIfNull(owner);
        ArgumentNullException.ThrowIfNull(endpointName);
        Resource = owner;
        EndpointName = endpointName;
    }

    public IResourceWithEndpoints Resource { get; }

    public string EndpointName { get; }

    public EndpointAnnotation EndpointAnnotation =>
        Annotation()
        ?? throw new InvalidOperationException(
            $"The endpoint `{EndpointName}` is not defined for the resource `{Resource.Name}`."
        );

    /// <summary>Named, but perhaps not (yet) added to the resource.</summary>
    public bool Exists => Annotation() is not null;

    public bool IsAllocated => Annotation()?.AllocatedEndpoint is not null;

    public bool ExcludeReferenceEndpoint => EndpointAnnotation.ExcludeReferenceEndpoint;

    public bool IsHttp => string.Equals(Scheme, "http", StringComparison.OrdinalIgnoreCase);

    public bool IsHttps => string.Equals(Scheme, "https", StringComparison.OrdinalIgnoreCase);

    public bool TlsEnabled => EndpointAnnotation.TlsEnabled ?? IsHttps;

    public string Scheme => EndpointAnnotation.UriScheme;

    public int? TargetPort => EndpointAnnotation.TargetPort;

    public string Host => Allocated().Address;

    public int Port => Allocated().Port;

    public string Url => Allocated().UriString;

    internal AllocatedEndpoint Allocated() =>
        EndpointAnnotation.AllocatedEndpoint
        ?? throw new InvalidOperationException(
            $"The endpoint `{EndpointName}` is not allocated for the resource `{Resource.Name}`."
        );

    string IManifestExpressionProvider.ValueExpression => Property(EndpointProperty.Url).ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    public EndpointReferenceExpression Property(EndpointProperty property) => new(this, property);

    public ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default) =>
        Property(EndpointProperty.Url).GetValueAsync(cancellationToken);

    public ValueTask<string?> GetValueAsync(
        ValueProviderContext context,
        CancellationToken cancellationToken = default
    ) => Property(EndpointProperty.Url).GetValueAsync(context, cancellationToken);

    private EndpointAnnotation? Annotation() =>
        _annotation ??= Resource
            .Annotations.OfType<EndpointAnnotation>()
            .FirstOrDefault(endpoint => string.Equals(endpoint.Name, EndpointName, StringComparison.OrdinalIgnoreCase));
}
