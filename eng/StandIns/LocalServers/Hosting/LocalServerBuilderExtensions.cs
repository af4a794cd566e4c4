using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.LocalServers;

namespace LocalServers.Hosting;

/// <summary>What the three server packages do alike.</summary>
internal static class LocalServerBuilderExtensions
{
    /// <param name="builder">The resource that would be a container.</param>
    /// <param name="whyMissing">Asked when it starts: an application that is only described needs no server.</param>
    /// <param name="create">Makes the instance; it is started by the runner.</param>
    public static IResourceBuilder<T> RunsLocally<T>(
        this IResourceBuilder<T> builder,
        Func<string?> whyMissing,
        Func<LocalServerContext, CancellationToken, Task<ServerInstance>> create
    )
        where T : ContainerResource =>
        builder.WithAnnotation(
            new LocalServerAnnotation(
                async (context, cancellationToken) =>
                {
                    if (whyMissing() is { } why)
                    {
                        throw new DistributedApplicationException(
                            $"The resource '{context.Name}' cannot start: {why} "
                                + $"· 리소스 '{context.Name}'을(를) 시작할 수 없습니다. 필요한 서버가 설치되어 있지 않습니다."
                        );
                    }

                    return await HostedServer.StartAsync(await create(context, cancellationToken), cancellationToken);
                }
            )
        );

    /// <summary>Starts the server's programs by the runner, which knows and guards all processes of the application.</summary>
    public static ServerLauncher Launcher(this LocalServerContext context) =>
        (command, _, _) =>
            Task.FromResult<IServerProcess>(new HostedProcess(context.Start(command.ToPlainStartInfo())));

    /// <summary>Where the data lies: a volume or a mounted folder outlives the application, anything else goes with it.</summary>
    public static string FolderOf(this LocalServerContext context, ContainerResource resource, string target)
    {
        var mount = resource.Annotations.OfType<ContainerMountAnnotation>().LastOrDefault(at => at.Target == target);
        return mount switch
        {
            { Type: ContainerMountType.BindMount, Source: { } source } => source,
            { Type: ContainerMountType.Volume, Source: { } name } => Path.GetFullPath(
                Path.Combine(context.Folder, "..", "..", "volumes", name)
            ),
            _ => Path.Combine(context.Folder, "private"),
        };
    }
}
