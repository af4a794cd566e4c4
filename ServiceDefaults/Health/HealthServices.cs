using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

internal static class HealthServices
{
    private const string ChecksCategory = "Microsoft.Extensions.Diagnostics.HealthChecks";

    private static readonly string[] _methods = [HttpMethods.Get, HttpMethods.Head];

    public static void AddDefaultHealth(this IHostApplicationBuilder builder)
    {
        builder
            .Services.AddOptions<HealthOptions>()
            .BindConfiguration(HealthOptions.SectionName)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        // Being asked before being ready is no error: probes do that at every start. The answer itself says what is missing.
        builder.Logging.AddFilter(ChecksCategory, LogLevel.None);
        // A level that is set for the console alone would win over the rule above.
        builder.Logging.AddFilter<ConsoleLoggerProvider>(ChecksCategory, LogLevel.None);
        builder.Services.AddHealthChecks().AddCheck("self", () => HealthCheckResult.Healthy(), [HealthTags.Live]);
        builder.Services.AddOptions<HealthCheckServiceOptions>().PostConfigure<IOptions<HealthOptions>>(LimitTime);
        builder.Services.AddSingleton<ProcessHealth>();
        builder.Services.AddSingleton<GrpcHealthState>();
        builder.Services.AddSingleton<HealthWatches>();
    }

    /// <summary>In every environment: without them Kubernetes would restart a healthy process, or never a dead one.</summary>
    public static void MapHealth(this WebApplication app)
    {
        Map(app, ProbePaths.Alive, HealthTags.Live);
        Map(app, ProbePaths.Ready, HealthTags.Ready);
        Map(app, ProbePaths.Health, tag: null);
        AlwaysAnswered.On(app.MapGrpcService<HealthGrpcService>()).AllowAnonymous();
    }

    private static void Map(WebApplication app, string path, string? tag)
    {
        var endpoint = app.MapMethods(path, _methods, AnswerAsync);
        AlwaysAnswered.On(endpoint).RequireHttpEndpoint().AllowAnonymous().DisableHttpMetrics();

        async Task AnswerAsync(HttpContext context)
        {
            var health = context.RequestServices.GetRequiredService<ProcessHealth>();
            await HealthReportJson.WriteAsync(context, await health.OfAsync(tag, context.RequestAborted));
        }
    }

    private static void LimitTime(HealthCheckServiceOptions checks, IOptions<HealthOptions> limits)
    {
        foreach (var check in checks.Registrations.Where(check => check.Timeout == Timeout.InfiniteTimeSpan))
        {
            check.Timeout = limits.Value.CheckLimit;
        }
    }
}
