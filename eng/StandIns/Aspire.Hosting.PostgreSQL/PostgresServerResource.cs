namespace Aspire.Hosting.ApplicationModel;

/// <summary>A PostgreSQL server; here a private instance of the installed one.</summary>
public class PostgresServerResource : ContainerResource, IResourceWithConnectionString
{
    internal const string PrimaryEndpointName = "tcp";
    internal const string DefaultUserName = "postgres";

    private readonly Dictionary<string, string> _databases = new(StringComparer.OrdinalIgnoreCase);

    public PostgresServerResource(string name, ParameterResource? userName, ParameterResource password)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(password);
        PrimaryEndpoint = new(this, PrimaryEndpointName);
        UserNameParameter = userName;
        PasswordParameter = password;
    }

    public EndpointReference PrimaryEndpoint { get; }

    public EndpointReferenceExpression Host => PrimaryEndpoint.Property(EndpointProperty.Host);

    public EndpointReferenceExpression Port => PrimaryEndpoint.Property(EndpointProperty.Port);

    public ParameterResource? UserNameParameter { get; internal set; }

    public ParameterResource PasswordParameter { get; internal set; }

    /// <summary>Resource names and the names of the databases.</summary>
    public IReadOnlyDictionary<string, string> Databases => _databases;

    public ReferenceExpression UserNameReference =>
        UserNameParameter is { } userName
            ? ReferenceExpression.Create($"{userName}")
            : ReferenceExpression.Create($"{DefaultUserName}");

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create(
            $"Host={Host};Port={Port};Username={UserNameReference};Password={PasswordParameter}"
        );

    public ReferenceExpression UriExpression =>
        ReferenceExpression.Create($"postgresql://{UserNameReference:uri}:{PasswordParameter:uri}@{Host}:{Port}");

    public ReferenceExpression JdbcConnectionString => ReferenceExpression.Create($"jdbc:postgresql://{Host}:{Port}");

    internal void AddDatabase(string name, string databaseName) => _databases.TryAdd(name, databaseName);

    internal IEnumerable<KeyValuePair<string, ReferenceExpression>> Address() =>
        [
            new("Host", ReferenceExpression.Create($"{Host}")),
            new("Port", ReferenceExpression.Create($"{Port}")),
            new("Username", UserNameReference),
            new("Password", ReferenceExpression.Create($"{PasswordParameter}")),
        ];

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        [.. Address(), new("Uri", UriExpression), new("JdbcConnectionString", JdbcConnectionString)];
}
