using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults.Tests.Logging;

public sealed class ConsoleLogsTests
{
    [Theory]
    [InlineData("Development", "Auto", "simple")]
    [InlineData("Production", "Auto", "json")]
    [InlineData("Development", "Json", "json")]
    [InlineData("Production", "Simple", "simple")]
    public async Task People_get_simple_lines_and_collectors_json(string environment, string console, string formatter)
    {
        await using var app = await TestApp.StartAsync(
            settings: new() { ["Logs:Console"] = console, ["Logging:Console:LogLevel:Default"] = "None" },
            environment: environment
        );

        var options = app.Get<IOptionsMonitor<ConsoleLoggerOptions>>().CurrentValue;
        Assert.Equal(formatter, options.FormatterName);
        Assert.Equal(ConsoleLoggerQueueFullMode.DropWrite, options.QueueFullMode);
        Assert.Single(app.Get<IServiceProvider>().GetServices<ILoggerProvider>().OfType<ConsoleLoggerProvider>());
    }
}
