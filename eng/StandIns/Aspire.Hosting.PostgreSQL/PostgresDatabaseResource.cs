namespace Aspire.Hosting.ApplicationModel;

/// <summary>A database of a server; it is created when the server is healthy.</summary>
public class PostgresDatabaseResource(string name, string databaseName, PostgresServerResource postgresParentResource)
    : Resource(name),
        IResourceWithParent<PostgresServerResource>,
        IResourceWithConnectionString
{
    public PostgresServerResource Parent { get; } =
        postgresParentResource ?? throw new ArgumentNullException(nameof(postgresParentResource));

    public string DatabaseName { get; } =
        !string.IsNullOrEmpty(databaseName) ? databaseName : throw new ArgumentException(null, nameof(databaseName));

    public ReferenceExpression ConnectionStringExpression =>
        ReferenceExpression.Create($"{Parent};Database={DatabaseName}");

    public ReferenceExpression UriExpression =>
        ReferenceExpression.Create($"{Parent.UriExpression}/{Uri.EscapeDataString(DatabaseName)}");

    public ReferenceExpression JdbcConnectionString =>
        ReferenceExpression.Create($"{Parent.JdbcConnectionString}/{Uri.EscapeDataString(DatabaseName)}");

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() =>
        [
            .. Parent.Address(),
            new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}")),
            new("Uri", UriExpression),
            new("JdbcConnectionString", JdbcConnectionString),
        ];
}
