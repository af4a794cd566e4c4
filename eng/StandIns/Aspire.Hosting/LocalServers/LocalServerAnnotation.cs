using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.LocalServers;

/// <summary>Says how a container resource is started as a private instance of a server that is installed on this machine.</summary>
/// <param name="start">
/// Returns once the process runs; that it answers is for the resource's health checks. It is called again after a stop, with
/// the same folder and ports. Throw <see cref="DistributedApplicationException"/> with words for the user, when the server is not installed.
/// </param>
internal sealed class LocalServerAnnotation(Func<LocalServerContext, CancellationToken, Task<ILocalServer>> start)
    : IResourceAnnotation
{
    public Func<LocalServerContext, CancellationToken, Task<ILocalServer>> Start { get; } = start;
}
