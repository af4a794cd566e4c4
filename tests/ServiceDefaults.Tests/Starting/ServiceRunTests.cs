using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Starting;

public sealed class ServiceRunTests
{
    [Theory]
    [InlineData("ORCHESTRATOR_CONFIG", "no-such-file.json")]
    [InlineData("ConnectionStrings:messaging", "no-address")]
    [InlineData("services:worker:grpc:0", "ftp://a")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "no-address")]
    [InlineData("Health:CheckLimit", "soon")]
    [InlineData("Health:CheckLimit", "10:00:00")]
    [InlineData("Endpoints:Http", "http://127.0.0.1:99999")]
    public async Task A_wrong_setting_ends_with_exit_code_2(string key, string value) =>
        Assert.Equal(ServiceRun.WrongSettings, await RunAsync((key, value)));

    [Fact]
    public async Task A_broken_configuration_file_ends_with_exit_code_2()
    {
        var folder = Directory.CreateTempSubdirectory("orchestrator-test-");
        try
        {
            var file = Path.Combine(folder.FullName, "orchestrator.json");
            await File.WriteAllTextAsync(file, "{ \"Logs\": ");

            Assert.Equal(ServiceRun.WrongSettings, await RunAsync(("ORCHESTRATOR_CONFIG", file)));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task A_stop_during_the_start_is_obeyed_and_is_no_failure() =>
        Assert.Equal(ServiceRun.Stopped, await RunAsync(services => services.AddHostedService<StopsAtOnce>()));

    [Fact]
    public async Task A_loop_that_fails_ends_the_process_as_failed() =>
        Assert.Equal(ServiceRun.Failed, await RunAsync(services => services.AddHostedService<FailsAtOnce>()));

    private static Task<int> RunAsync(params (string Key, string Value)[] settings) => RunAsync(_ => { }, settings);

    private static async Task<int> RunAsync(
        Action<IServiceCollection> add,
        params (string Key, string Value)[] settings
    )
    {
        var run = Task.Run(() => ServiceRun.Run(() => Build(add, settings)));
        await Wait.ForAsync(run, "the process ends by itself");
        return await run;
    }

    private static WebApplication Build(Action<IServiceCollection> add, (string Key, string Value)[] settings)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
            {
                ["Endpoints:Http"] = "http://127.0.0.1:0",
                ["Endpoints:Grpc"] = "http://127.0.0.1:0",
                ["Logs:Console"] = "Off",
            }
        );
        builder.Configuration.AddInMemoryCollection(
            settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))
        );
        builder.AddServiceDefaults("tested");
        add(builder.Services);
        var app = builder.Build();
        app.MapDefaultEndpoints();
        return app;
    }

    private sealed class StopsAtOnce(IHostApplicationLifetime lifetime) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            lifetime.StopApplication();
            cancellationToken.ThrowIfCancellationRequested();
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class FailsAtOnce : BackgroundService
    {
        protected override async Task ExecuteAsync(CancellationToken stoppingToken)
        {
            await Task.Yield();
            throw new InvalidOperationException("asked to fail");
        }
    }
}
