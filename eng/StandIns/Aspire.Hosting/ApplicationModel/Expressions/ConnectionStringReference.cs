namespace Aspire.Hosting.ApplicationModel;

public class ConnectionStringReference(IResourceWithConnectionString resource, bool optional)
    : IExpressionValue,
        IValueWithReferences
{
    public IResourceWithConnectionString Resource { get; } = resource;

    public bool Optional { get; } = optional;

    string IManifestExpressionProvider.ValueExpression => Resource.ValueExpression;

    IEnumerable<object> IValueWithReferences.References => [Resource];

    async ValueTask<string?> IValueProvider.GetValueAsync(CancellationToken cancellationToken)
    {
        var value = await Resource.GetConnectionStringAsync(cancellationToken);
        return string.IsNullOrEmpty(value) && !Optional
            ? throw new DistributedApplicationException(
                $"The connection string for the resource '{Resource.Name}' is not available."
            )
            : value;
    }
}
