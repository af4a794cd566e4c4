using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

internal static class LogServices
{
    public static void AddLogs(this WebApplicationBuilder builder, string serviceName)
    {
        builder.Services.AddOptions<LogsOptions>().BindConfiguration(LogsOptions.SectionName).ValidateOnStart();
        builder.Services.AddSingleton<IValidateOptions<LogsOptions>, LogsOptionsValidator>();
        AddConsole(builder);
        builder.Services.AddSingleton<ILoggerProvider>(services => new FileLoggerProvider(
            FileLog.Of(
                serviceName,
                services.GetRequiredService<IOptions<LogsOptions>>().Value.File,
                builder.Environment.ContentRootPath,
                services.GetRequiredService<TimeProvider>()
            )
        ));
    }

    private static void AddConsole(WebApplicationBuilder builder)
    {
        // Its provider stands in the defaults of every web application, with a queue that blocks its callers when full.
        builder.Logging.AddConsole();
        // What ends the process is told once, by ServiceRun, in a sentence if it can be; files keep the whole trace.
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        builder.Services.Configure<SimpleConsoleFormatterOptions>(simple =>
        {
            simple.SingleLine = true;
            simple.TimestampFormat = "HH:mm:ss.fff ";
        });
        builder.Services.Configure<JsonConsoleFormatterOptions>(json =>
        {
            json.IncludeScopes = true;
            json.UseUtcTimestamp = true;
            json.TimestampFormat = "yyyy-MM-ddTHH:mm:ss.fffZ";
        });
        builder
            .Services.AddOptions<ConsoleLoggerOptions>()
            .Configure<IOptions<LogsOptions>>(
                (console, logs) =>
                {
                    console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
                    console.MaxQueueLength = logs.Value.ConsoleQueueLength;
                    console.FormatterName = IsSimple(logs.Value.Console, builder.Environment)
                        ? ConsoleFormatterNames.Simple
                        : ConsoleFormatterNames.Json;
                }
            );
        builder
            .Services.AddOptions<LoggerFilterOptions>()
            .Configure<IOptions<LogsOptions>>(
                (filter, logs) =>
                {
                    if (logs.Value.Console == ConsoleLogs.Off)
                    {
                        filter.AddFilter<ConsoleLoggerProvider>(category: null, LogLevel.None);
                    }
                }
            );
    }

    private static bool IsSimple(ConsoleLogs console, IHostEnvironment environment) =>
        console == ConsoleLogs.Simple || (console == ConsoleLogs.Auto && environment.IsDevelopment());
}
