using System.Diagnostics;
using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An address of a resource: others use <see cref="Port"/>, the process listens on <see cref="TargetPort"/>.</summary>
[DebuggerDisplay("{Name} {UriScheme}:{Port} -> {TargetPort}")]
public sealed class EndpointAnnotation : IResourceAnnotation
{
    private int? _port;
    private int? _targetPort;
    private string? _transport;

    public EndpointAnnotation(
        ProtocolType protocol,
        string? uriScheme = null,
        string? transport = null,
        string? name = null,
        int? port = null,
        int? targetPort = null,
        bool? isExternal = null,
        bool isProxied = true
    )
    {
        Protocol = protocol;
        UriScheme = uriScheme ?? protocol.ToString().ToLowerInvariant();
        _transport = transport;
        Name = name ?? UriScheme;
        ResourceName.Check(Name, "Endpoint");
        _port = port;
        _targetPort = targetPort;
        IsExternal = isExternal ?? false;
        IsProxied = isProxied;
    }

    public string Name { get; set; }

    public ProtocolType Protocol { get; set; }

    /// <summary>Without a proxy there is one port, whichever of the two was given.</summary>
    public int? Port
    {
        get => _port ?? (IsProxied ? null : _targetPort);
        set => _port = value;
    }

    public int? TargetPort
    {
        get => _targetPort ?? (IsProxied ? null : _port);
        set => _targetPort = value;
    }

    public string UriScheme { get; set; }

    public string TargetHost { get; set; } = "localhost";

    public string Transport
    {
        get => _transport ?? (UriScheme is "http" or "https" ? "http" : Protocol.ToString().ToLowerInvariant());
        set => _transport = value;
    }

    public bool IsExternal { get; set; }

    public bool IsProxied { get; set; }

    /// <summary>Left out when another resource references this one without naming an endpoint.</summary>
    public bool ExcludeReferenceEndpoint { get; set; }

    public bool? TlsEnabled { get; set; }

    /// <summary>Where others reach it; set when the application starts.</summary>
    public AllocatedEndpoint? AllocatedEndpoint { get; set; }

    internal bool FromLaunchProfile { get; set; }

    internal bool FromKestrelConfiguration { get; set; }

    /// <summary>As the configuration spells it.</summary>
    internal string? KestrelName { get; set; }
}
