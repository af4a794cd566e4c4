using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

internal static class HealthServices
{
    public static void AddDefaultHealth(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<HealthOptions>()
            .BindConfiguration(HealthOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder
            .Services.AddHealthChecks()
            .AddCheck("self", () => HealthCheckResult.Healthy(), [HealthTags.Live])
            .AddCheck<StoppingCheck>("stopping", HealthStatus.Unhealthy, [HealthTags.Ready]);
        builder.Services.AddOptions<HealthCheckServiceOptions>().PostConfigure<IOptions<HealthOptions>>(LimitTime);
        builder.Services.AddSingleton<GrpcHealthState>();
        builder.Services.AddSingleton<HealthWatches>();
    }

    /// <summary>In every environment: without them Kubernetes would restart a healthy process, or never a dead one.</summary>
    public static void MapHealth(this WebApplication app)
    {
        Map(app, ProbePaths.Alive, check => check.Tags.Contains(HealthTags.Live));
        Map(app, ProbePaths.Ready, check => check.Tags.Contains(HealthTags.Ready));
        Map(app, ProbePaths.Health, _ => true);
        AlwaysAnswered.On(app.MapGrpcService<HealthGrpcService>()).AllowAnonymous();
    }

    private static void Map(WebApplication app, string path, Func<HealthCheckRegistration, bool> isAsked)
    {
        var options = new HealthCheckOptions { Predicate = isAsked, ResponseWriter = HealthReportJson.WriteAsync };
        AlwaysAnswered
            .On(app.MapHealthChecks(path, options))
            .RequireHttpEndpoint()
            .AllowAnonymous()
            .DisableHttpMetrics();
    }

    private static void LimitTime(HealthCheckServiceOptions checks, IOptions<HealthOptions> limits)
    {
        foreach (var check in checks.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
        {
            check.Timeout = limits.Value.CheckLimit;
        }
    }
}
