using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;
using Aspire.Hosting.Networking;
using LocalServers;
using LocalServers.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static class RabbitMQBuilderExtensions
{
    private const int DefaultPort = 5672;
    private const int DefaultManagementPort = 15672;
    private const string DataPath = "/var/lib/rabbitmq";
    private const string Tag = "4.3";

    // For the ports between Erlang's programs, below those that systems give to outgoing connections.
    private const int InnerPortMin = 10_000;
    private const int InnerPortMax = 29_999;

    public static IResourceBuilder<RabbitMQServerResource> AddRabbitMQ(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null
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
        var rabbit = new RabbitMQServerResource(name, userName?.Resource, parameter);
        var check = $"{name}_check";
        builder
            .Services.AddHealthChecks()
            .Add(new(check, _ => new RabbitMQHealthCheck(rabbit), failureStatus: null, tags: null));
        return builder
            .AddResource(rabbit)
            .WithEndpoint(port: port, targetPort: DefaultPort, name: RabbitMQServerResource.PrimaryEndpointName)
            .WithImage("library/rabbitmq", Tag)
            .WithImageRegistry("docker.io")
            .WithHealthCheck(check)
            .RunsLocally(RabbitInstance.WhyMissing, (context, token) => CreateAsync(rabbit, context, token));
    }

    public static IResourceBuilder<RabbitMQServerResource> WithDataVolume(
        this IResourceBuilder<RabbitMQServerResource> builder,
        string? name = null,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.WithVolume(name ?? $"{builder.Resource.Name}-data", DataPath, isReadOnly);
    }

    public static IResourceBuilder<RabbitMQServerResource> WithDataBindMount(
        this IResourceBuilder<RabbitMQServerResource> builder,
        string source,
        bool isReadOnly = false
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(source);
        return builder.WithBindMount(source, DataPath, isReadOnly);
    }

    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(
        this IResourceBuilder<RabbitMQServerResource> builder
    ) => builder.WithManagementPlugin(port: null);

    /// <param name="builder">The broker.</param>
    /// <param name="port">Where its pages are; null: any free port, or the one of an earlier call.</param>
    public static IResourceBuilder<RabbitMQServerResource> WithManagementPlugin(
        this IResourceBuilder<RabbitMQServerResource> builder,
        int? port
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.WithImageTag($"{Tag}-management");
        return builder.WithEndpoint(
            RabbitMQServerResource.ManagementEndpointName,
            endpoint =>
            {
                endpoint.UriScheme = "http";
                endpoint.TargetPort = DefaultManagementPort;
                endpoint.Port = port ?? endpoint.Port;
            }
        );
    }

    private static async Task<ServerInstance> CreateAsync(
        RabbitMQServerResource rabbit,
        LocalServerContext context,
        CancellationToken cancellationToken
    ) =>
        new RabbitInstance(
            new RabbitSettings
            {
                Folder = context.FolderOf(rabbit, DataPath),
                Port = context.PortOf(RabbitMQServerResource.PrimaryEndpointName),
                DistributionPort = LoopbackPorts.Take(InnerPortMin, InnerPortMax),
                DirectoryPort = LoopbackPorts.Take(InnerPortMin, InnerPortMax),
                ManagementPort = rabbit
                    .Annotations.OfType<EndpointAnnotation>()
                    .Any(endpoint => endpoint.Name == RabbitMQServerResource.ManagementEndpointName)
                    ? context.PortOf(RabbitMQServerResource.ManagementEndpointName)
                    : null,
                User =
                    await rabbit.UserNameReference.GetValueAsync(cancellationToken)
                    ?? RabbitMQServerResource.DefaultUserName,
                Password = await rabbit.PasswordParameter.GetValueAsync(cancellationToken),
                Log = context.Log,
                Launch = context.Launcher(),
            }
        );
}
