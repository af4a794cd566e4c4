using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.ProjectLaunch;

namespace Aspire.Hosting;

public static class ProjectResourceBuilderExtensions
{
    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder,
        string name
    )
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        string? launchProfileName
    )
        where TProject : IProjectMetadata, new() => builder.AddProject<TProject>(name, Profile(launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject<TProject>(
        this IDistributedApplicationBuilder builder,
        string name,
        Action<ProjectResourceOptions> configure
    )
        where TProject : IProjectMetadata, new() => Add(builder, name, new TProject(), configure);

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder,
        string name,
        string projectPath
    ) => builder.AddProject(name, projectPath, _ => { });

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder,
        string name,
        string projectPath,
        string? launchProfileName
    ) => builder.AddProject(name, projectPath, Profile(launchProfileName));

    public static IResourceBuilder<ProjectResource> AddProject(
        this IDistributedApplicationBuilder builder,
        string name,
        string projectPath,
        Action<ProjectResourceOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(projectPath);
        var path = Path.GetFullPath(projectPath, builder.AppHostDirectory);
        return Add(builder, name, new ProjectAtPath(path), configure);
    }

    public static IResourceBuilder<ProjectResource> WithReplicas(
        this IResourceBuilder<ProjectResource> builder,
        int replicas
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegative(replicas);
        return builder.WithAnnotation(new ReplicaAnnotation(replicas), ResourceAnnotationMutationBehavior.Replace);
    }

    public static IResourceBuilder<ProjectResource> DisableForwardedHeaders(
        this IResourceBuilder<ProjectResource> builder
    ) => builder.WithAnnotation(new DisableForwardedHeadersAnnotation(), ResourceAnnotationMutationBehavior.Replace);

    public static IResourceBuilder<ProjectResource> WithEndpointsInEnvironment(
        this IResourceBuilder<ProjectResource> builder,
        Func<EndpointAnnotation, bool> filter
    ) => builder.WithAnnotation(new EndpointEnvironmentFilterAnnotation(filter));

    private static Action<ProjectResourceOptions> Profile(string? name) =>
        options =>
        {
            options.LaunchProfileName = name;
            options.ExcludeLaunchProfile = name is null;
        };

    private static IResourceBuilder<ProjectResource> Add(
        IDistributedApplicationBuilder builder,
        string name,
        IProjectMetadata metadata,
        Action<ProjectResourceOptions> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        var options = new ProjectResourceOptions();
        configure(options);
        return builder
            .AddResource(new ProjectResource(name))
            .WithAnnotation(metadata)
            .WithProjectDefaults(metadata, options);
    }
}
