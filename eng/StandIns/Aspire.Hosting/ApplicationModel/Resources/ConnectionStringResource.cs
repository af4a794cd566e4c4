namespace Aspire.Hosting.ApplicationModel;

/// <summary>A connection string that is put together from other values.</summary>
public class ConnectionStringResource(string name, ReferenceExpression connectionStringExpression)
    : Resource(name),
        IResourceWithConnectionString,
        IResourceWithWaitSupport
{
    public ReferenceExpression ConnectionStringExpression { get; } =
        connectionStringExpression ?? throw new ArgumentNullException(nameof(connectionStringExpression));
}
