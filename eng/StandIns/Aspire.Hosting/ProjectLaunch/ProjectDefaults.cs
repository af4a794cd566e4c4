using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.ProjectLaunch;

internal sealed class ProjectAtPath(string path) : IProjectMetadata
{
    public string ProjectPath { get; } = path;
}

internal static class ProjectDefaults
{
    public static IResourceBuilder<ProjectResource> WithProjectDefaults(
        this IResourceBuilder<ProjectResource> builder,
        IProjectMetadata metadata,
        ProjectResourceOptions options
    ) => builder;
}
