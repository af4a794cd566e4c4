using System.Diagnostics;

namespace Aspire.Hosting.LocalServers;

/// <summary>What a private server is started with.</summary>
internal abstract class LocalServerContext
{
    /// <summary>The resource's name.</summary>
    public abstract string Name { get; }

    /// <summary>A folder of this resource in this run: kept when the resource is restarted, deleted when the application ends.</summary>
    public abstract string Folder { get; }

    /// <summary>The port on 127.0.0.1 that the server has to listen on for this endpoint, the same after a restart.</summary>
    public abstract int PortOf(string endpointName);

    /// <summary>Writes a line to the resource's log.</summary>
    public abstract void Log(string line);

    /// <summary>
    /// Starts a process that cannot outlive the application, even if that is killed: in a session of its own (the terminal's
    /// Ctrl+C does not reach it), known to the guard. Its output goes to the resource's log.
    /// </summary>
    public abstract LocalProcess Start(ProcessStartInfo command);
}
