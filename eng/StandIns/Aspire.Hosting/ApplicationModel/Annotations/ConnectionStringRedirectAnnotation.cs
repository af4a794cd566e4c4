namespace Aspire.Hosting.ApplicationModel;

/// <summary>The connection string of another resource takes the place of this one's.</summary>
public class ConnectionStringRedirectAnnotation(IResourceWithConnectionString resource) : IResourceAnnotation
{
    public IResourceWithConnectionString Resource { get; } = resource;
}
