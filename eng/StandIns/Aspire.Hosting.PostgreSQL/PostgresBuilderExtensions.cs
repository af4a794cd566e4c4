using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;
using LocalServers;
using LocalServers.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Aspire.Hosting;

public static class PostgresBuilderExtensions
{
    private const int DefaultPort = 5432;
    private const string DataPath = "/var/lib/postgresql";

    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var parameter =
            password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(builder, $"{name}-password");
        var postgres = new PostgresServerResource(name, userName?.Resource, parameter);
        var check = builder.AddPostgresCheck(name, postgres);
        return builder
            .AddResource(postgres)
            .WithEndpoint(port: port, targetPort: DefaultPort, name: PostgresServerResource.PrimaryEndpointName)
            .WithImage("library/postgres", "18.3")
            .WithImageRegistry("docker.io")
            .WithHealthCheck(check)
            .OnResourceReady(PostgresDatabases.CreateAsync)
            .RunsLocally(PostgresInstance.WhyMissing, (context, token) => CreateAsync(postgres, context, token));
    }

    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder,
        string name,
        string? databaseName = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(name);
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        var added = builder.ApplicationBuilder.AddResource(database);
        builder.Resource.AddDatabase(name, database.DatabaseName);
        return added.WithHealthCheck(builder.ApplicationBuilder.AddPostgresCheck(name, database));
    }

    /// <param name="builder">The database.</param>
    /// <param name="script">Takes the place of CREATE DATABASE; it is run on the server, not in the database.</param>
    public static IResourceBuilder<PostgresDatabaseResource> WithCreationScript(
        this IResourceBuilder<PostgresDatabaseResource> builder,
        string script
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(script);
        return builder.WithAnnotation(new CreationScriptAnnotation(script), ResourceAnnotationMutationBehavior.Replace);
    }

    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder,
        string? name = null,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? $"{builder.Resource.Name}-data", DataPath, isReadOnly);
    }

    public static IResourceBuilder<PostgresServerResource> WithDataBindMount(
        this IResourceBuilder<PostgresServerResource> builder,
        string source,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.WithBindMount(source, DataPath, isReadOnly);
    }

    public static IResourceBuilder<PostgresServerResource> WithPassword(
        this IResourceBuilder<PostgresServerResource> builder,
        IResourceBuilder<ParameterResource> password
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(password);
        builder.Resource.PasswordParameter = password.Resource;
        return builder;
    }

    public static IResourceBuilder<PostgresServerResource> WithUserName(
        this IResourceBuilder<PostgresServerResource> builder,
        IResourceBuilder<ParameterResource> userName
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(userName);
        builder.Resource.UserNameParameter = userName.Resource;
        return builder;
    }

    public static IResourceBuilder<PostgresServerResource> WithHostPort(
        this IResourceBuilder<PostgresServerResource> builder,
        int? port
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(PostgresServerResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }

    private static async Task<ServerInstance> CreateAsync(
        PostgresServerResource postgres,
        LocalServerContext context,
        CancellationToken cancellationToken
    ) =>
        new PostgresInstance(
            new ServerSettings
            {
                Folder = context.FolderOf(postgres, DataPath),
                Port = context.PortOf(PostgresServerResource.PrimaryEndpointName),
                User =
                    await postgres.UserNameReference.GetValueAsync(cancellationToken)
                    ?? PostgresServerResource.DefaultUserName,
                Password = await postgres.PasswordParameter.GetValueAsync(cancellationToken),
                HasDatabaseOfUser = true,
                Log = context.Log,
                Launch = context.Launcher(),
            }
        );

    private static string AddPostgresCheck(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceWithConnectionString resource
    )
    {
        var check = $"{name}_check";
        builder
            .Services.AddHealthChecks()
            .Add(new(check, _ => new PostgresHealthCheck(resource), failureStatus: null, tags: null));
        return check;
    }
}
