using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Orchestrator.SimulatedOllama.Hosting;

internal static class ServerLimits
{
    public static void ConfigureLimits(this WebApplicationBuilder builder)
    {
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // Why it cannot start is told in one sentence by the program; the host would add a page of stack trace before it.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder
            .Services.AddOptions<KestrelServerOptions>()
            .Configure<IOptions<SimulatedOptions>>(
                (kestrel, options) =>
                {
                    kestrel.AddServerHeader = false;
                    kestrel.Limits.MaxRequestBodySize = options.Value.BodyBytesMax;
                }
            );
        builder
            .Services.AddOptions<HostOptions>()
            .Configure<IOptions<SimulatedOptions>>((host, options) => host.ShutdownTimeout = options.Value.StopTimeout);
    }
}
