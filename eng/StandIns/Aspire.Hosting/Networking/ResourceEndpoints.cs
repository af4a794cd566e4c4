using System.Net.Sockets;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Running;

namespace Aspire.Hosting.Networking;

/// <summary>The addresses of one resource: public ports, a proxy for each that asks for it, and each replica's own ports. All stay the same over restarts.</summary>
internal sealed class ResourceEndpoints : IAsyncDisposable
{
    private readonly RunnerOptions _limits;
    private readonly List<TcpProxy> _proxies = [];
    private readonly Dictionary<(string Instance, string Endpoint), int> _targets = [];

    public ResourceEndpoints(
        IResource resource,
        bool randomizePorts,
        Func<string, bool> isRunning,
        RunnerOptions limits
    )
    {
        _limits = limits;
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>().ToArray())
        {
            Allocate(resource, endpoint, randomizePorts, isRunning);
        }
    }

    /// <summary>The port that this replica's process listens on.</summary>
    public int TargetPort(string instance, EndpointAnnotation endpoint) => _targets[(instance, endpoint.Name)];

    public async ValueTask DisposeAsync()
    {
        foreach (var proxy in _proxies)
        {
            await proxy.DisposeAsync();
        }

        foreach (var port in _targets.Values)
        {
            LoopbackPorts.Return(port);
        }
    }

    private void Allocate(
        IResource resource,
        EndpointAnnotation endpoint,
        bool randomizePorts,
        Func<string, bool> isRunning
    )
    {
        var ids = resource.InstanceIds();

        // A private server needs no proxy: its only instance listens on the public port itself.
        var isProxied = endpoint.IsProxied && resource is not ContainerResource;
        if (!isProxied)
        {
            var own = OwnPort(endpoint, randomizePorts);
            _targets[(ids[0], endpoint.Name)] = own; // the rules allow no replicas here
            endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", own);
            return;
        }

        foreach (var id in ids)
        {
            _targets[(id, endpoint.Name)] =
                endpoint.TargetPort ?? LoopbackPorts.Take(_limits.TargetPortMin, _limits.TargetPortMax);
        }

        var listeners = Listen(resource, endpoint, randomizePorts ? null : endpoint.Port);
        var proxy = new TcpProxy(
            listeners,
            () => [.. ids.Where(isRunning).Select(id => TargetPort(id, endpoint))],
            _limits
        );
        _proxies.Add(proxy);
        endpoint.AllocatedEndpoint = new AllocatedEndpoint(endpoint, "localhost", proxy.Port);
    }

    private int OwnPort(EndpointAnnotation endpoint, bool randomizePorts)
    {
        // Without a proxy, the annotation's port is whichever of the two was given.
        var wanted = endpoint.IsProxied && randomizePorts ? null : endpoint.Port;
        return wanted ?? LoopbackPorts.Take(_limits.TargetPortMin, _limits.TargetPortMax);
    }

    private static IReadOnlyList<Socket> Listen(IResource resource, EndpointAnnotation endpoint, int? port)
    {
        try
        {
            return ProxyListener.Listen(endpoint.TargetHost, port);
        }
        catch (SocketException exception)
        {
            throw new DistributedApplicationException(
                $"Endpoint '{endpoint.Name}' of resource '{resource.Name}' cannot listen on port {port}: {exception.Message}. "
                    + $"· 리소스 '{resource.Name}'의 엔드포인트 '{endpoint.Name}'이(가) 포트 {port}에서 수신할 수 없습니다.",
                exception
            );
        }
    }
}
