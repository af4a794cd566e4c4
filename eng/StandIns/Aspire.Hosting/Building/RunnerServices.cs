using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Aspire.Hosting.Health;
using Aspire.Hosting.Output;
using Aspire.Hosting.Processes;
using Aspire.Hosting.ProjectLaunch;
using Aspire.Hosting.Running;
using Aspire.Hosting.Running.Launch;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.Building;

internal static class RunnerServices
{
    /// <summary>The runner has a limit for everything it waits for; the host's own would only cut it short.</summary>
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromMinutes(5);

    public static void AddRunner(this HostApplicationBuilder host, DistributedApplicationBuilder builder)
    {
        var services = host.Services;
        services.AddModel(builder);
        services.AddSingleton(provider =>
            provider.GetRequiredService<IConfiguration>().GetSection(RunnerOptions.SectionName).Get<RunnerOptions>()
            ?? new RunnerOptions()
        );
        services.AddProcesses(builder);
        services.AddHealth();
        services.AddOutput(host.Logging);
        services.AddSingleton<RunningResources>();
        services.AddSingleton<InstanceFactory>();
        services.AddSingleton<ValueResources>();
        services.AddSingleton<StateLoop>();
        services.AddHostedService<ImpatientStop>();
        services.AddHostedService<ApplicationRunner>();
        services.AddHostedService<StatusBoard>(); // after the runner: it has gone before the states of the stop
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        services.Configure<ConsoleLifetimeOptions>(options => options.SuppressStatusMessages = true);
    }

    private static void AddModel(this IServiceCollection services, DistributedApplicationBuilder builder)
    {
        services.AddSingleton(builder.Options);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(provider => new ResourceNotificationService(
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<IOptions<ResourceNotificationServiceOptions>>()
        ));
        services.AddSingleton(provider => new ResourceCommandService(
            provider.GetRequiredService<ResourceNotificationService>(),
            provider.GetRequiredService<ResourceLoggerService>(),
            provider
        ));
        services.AddHttpClient();
    }

    private static void AddProcesses(this IServiceCollection services, DistributedApplicationBuilder builder)
    {
        services.AddSingleton<ChildProcesses>();
        services.AddSingleton<ProcessLaunch>();
        services.AddSingleton(_ => new ProjectPrograms(builder.AppHostAssembly));
        services.AddSingleton(provider =>
        {
            var processes = provider.GetRequiredService<ChildProcesses>();
            return new RunFolder(
                provider.GetRequiredService<RunnerOptions>().Folder,
                builder.AppHostDirectory,
                processes.RunId,
                path => processes.Guard.AddFolder(path)
            );
        });
    }

    private static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        services.AddSingleton<Func<IResource, ResourceHealth>>(provider =>
        {
            var checks = provider.GetRequiredService<HealthCheckService>();
            var notifications = provider.GetRequiredService<ResourceNotificationService>();
            var eventing = provider.GetRequiredService<IDistributedApplicationEventing>();
            var limits = provider.GetRequiredService<RunnerOptions>();
            var loggers = provider.GetRequiredService<ResourceLoggerService>();
            return resource => new ResourceHealth(
                resource,
                checks,
                notifications,
                eventing,
                provider,
                limits,
                loggers.GetLogger(resource)
            );
        });
        services.AddSingleton<HealthRounds>();

        // A resource that is not ready yet is a state that is shown, not an error of the AppHost.
        services.AddLogging(logging =>
            logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None)
        );
    }

    private static void AddOutput(this IServiceCollection services, ILoggingBuilder logging)
    {
        services.AddSingleton(_ => ConsoleOutput.OfProcess());
        services.AddHostedService<ResourceOutput>();
        logging.ClearProviders();
        logging.Services.AddSingleton<ILoggerProvider>(provider => new AppHostLoggerProvider(
            provider.GetRequiredService<ConsoleOutput>(),
            provider.GetRequiredService<RunnerOptions>().Console
        ));
        logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        logging.AddFilter("System.Net.Http.HttpClient", LogLevel.Warning);
    }
}
