using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;
using LocalServers;
using LocalServers.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static class RedisBuilderExtensions
{
    private const int DefaultPort = 6379;
    private const string DataPath = "/data";

    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder,
        string name,
        int? port
    ) => builder.AddRedis(name, port, password: null);

    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder,
        string name,
        int? port = null,
        IResourceBuilder<ParameterResource>? password = null
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(name);
        var parameter =
            password?.Resource
            ?? ParameterResourceBuilderExtensions.CreateDefaultPasswordParameter(
                builder,
                $"{name}-password",
                special: false
            );
        var redis = new RedisResource(name, parameter);
        var check = $"{name}_check";
        builder
            .Services.AddHealthChecks()
            .Add(new(check, _ => new RedisHealthCheck(redis), failureStatus: null, tags: null));
        return builder
            .AddResource(redis)
            .WithEndpoint(port: port, targetPort: DefaultPort, name: RedisResource.PrimaryEndpointName)
            .WithImage("library/redis", "8.6")
            .WithImageRegistry("docker.io")
            .WithHealthCheck(check)
            .RunsLocally(RedisInstance.WhyMissing, (context, token) => CreateAsync(redis, context, token));
    }

    /// <param name="builder">The server.</param>
    /// <param name="name">Of the volume; null: one of the resource's own.</param>
    /// <param name="isReadOnly">A Redis that saves nothing.</param>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder,
        string? name = null,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithVolume(name ?? $"{builder.Resource.Name}-data", DataPath, isReadOnly);
        return isReadOnly ? builder : builder.WithPersistence();
    }

    public static IResourceBuilder<RedisResource> WithDataBindMount(
        this IResourceBuilder<RedisResource> builder,
        string source,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        builder.WithBindMount(source, DataPath, isReadOnly);
        return isReadOnly ? builder : builder.WithPersistence();
    }

    public static IResourceBuilder<RedisResource> WithPersistence(
        this IResourceBuilder<RedisResource> builder,
        TimeSpan? interval = null,
        long keysChangedThreshold = 1
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithAnnotation(
            new PersistenceAnnotation(interval ?? TimeSpan.FromSeconds(60), keysChangedThreshold),
            ResourceAnnotationMutationBehavior.Replace
        );
    }

    public static IResourceBuilder<RedisResource> WithPassword(
        this IResourceBuilder<RedisResource> builder,
        IResourceBuilder<ParameterResource>? password
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Resource.SetPassword(password?.Resource);
        return builder;
    }

    public static IResourceBuilder<RedisResource> WithHostPort(this IResourceBuilder<RedisResource> builder, int? port)
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithEndpoint(RedisResource.PrimaryEndpointName, endpoint => endpoint.Port = port);
    }

    private static async Task<ServerInstance> CreateAsync(
        RedisResource redis,
        LocalServerContext context,
        CancellationToken cancellationToken
    ) =>
        new RedisInstance(
            new RedisSettings
            {
                Folder = context.FolderOf(redis, DataPath),
                Port = context.PortOf(RedisResource.PrimaryEndpointName),
                Password = redis.PasswordParameter is { } password
                    ? await password.GetValueAsync(cancellationToken)
                    : null,
                Save = redis.Annotations.OfType<PersistenceAnnotation>().LastOrDefault()?.Save,
                Log = context.Log,
                Launch = context.Launcher(),
            }
        );
}
