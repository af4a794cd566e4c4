namespace Aspire.Hosting.ApplicationModel;

/// <summary>A Redis server; here a private instance of the installed redis-server.</summary>
public class RedisResource(string name) : ContainerResource(name), IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";

    private EndpointReference? _primaryEndpoint;

    public RedisResource(string name, ParameterResource password)
        : this(name) => PasswordParameter = password;

    public EndpointReference PrimaryEndpoint => _primaryEndpoint ??= new(this, PrimaryEndpointName);

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    public ParameterResource? PasswordParameter { get; private set; }

    public ReferenceExpression ConnectionStringExpression =>
        PasswordParameter is { } password
            ? ReferenceExpression.Create(
                $"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)},password={password}"
            )
            : ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");

    public ReferenceExpression UriExpression =>
        PasswordParameter is { } password
            ? ReferenceExpression.Create($"redis://:{password:uri}@{Host}:{Port}")
            : ReferenceExpression.Create($"redis://{Host}:{Port}");

    internal void SetPassword(ParameterResource? password) => PasswordParameter = password;

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
    {
        yield return new("Host", ReferenceExpression.Create($"{Host}"));
        yield return new("Port", ReferenceExpression.Create($"{Port}"));
        if (PasswordParameter is { } password)
        {
            yield return new("Password", ReferenceExpression.Create($"{password}"));
        }

        yield return new("Uri", UriExpression);
    }
}
