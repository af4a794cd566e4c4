using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

internal static class StoppingServices
{
    public static void AddGracefulStop(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<StoppingOptions>()
            .BindConfiguration(StoppingOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<RunningWork>();
        builder.Services.AddSingleton<OwnCalls>();
        builder.Services.AddHostedService<GracefulStop>();
        builder.Services.AddHostedService<ParentWatch>();
        builder
            .Services.AddOptions<HostOptions>()
            .Configure<IOptions<StoppingOptions>>(
                (host, stopping) => host.ShutdownTimeout = stopping.Value.Limit + stopping.Value.CleanUpLimit
            );
    }
}
