using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests.Telemetry;

[Collection(TelemetryOfOneTest.Name)]
public sealed class OtlpTests
{
    [Fact]
    public async Task With_an_endpoint_set_spans_metrics_and_logs_arrive_there()
    {
        await using var receiver = await Receiver.StartAsync();
        await using (
            var app = await TestApp.StartAsync(
                map: web => web.MapGet("/work", () => "work"),
                settings: new()
                {
                    ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
                    ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                }
            )
        )
        {
            await app.Http.GetAsync("/work");
            app.Get<ILogger<OtlpTests>>().LogInformation("one line for the collector");
            app.Get<TracerProvider>().ForceFlush();
            app.Get<MeterProvider>().ForceFlush();
        }

        await Wait.UntilAsync(() => receiver.Has("/v1/traces", "GET /work"), "the span arrives");
        await Wait.UntilAsync(() => receiver.Has("/v1/metrics", "http.server.request.duration"), "the metric arrives");
        await Wait.UntilAsync(() => receiver.Has("/v1/logs", "one line for the collector"), "the log line arrives");
        Assert.True(receiver.Has("/v1/traces", "tested"), "the service is named");
        // The whole address is on spans of callers only; the receiver lives in this process and has spans of its own.
        Assert.False(receiver.Has("/v1/traces", $"{receiver.Address}/v1/"), "exporting must not trace itself");
    }

    [Fact]
    public async Task Without_an_endpoint_nothing_is_sent_anywhere()
    {
        await using var app = await TestApp.StartAsync();

        Assert.DoesNotContain(
            app.Get<IServiceProvider>().GetServices<ILoggerProvider>(),
            provider => provider.GetType().FullName!.StartsWith("OpenTelemetry", StringComparison.Ordinal)
        );
        Assert.Null(app.Get<IServiceProvider>().GetService<TracerProvider>());
    }

    /// <summary>A collector that speaks OTLP over HTTP/1.1. Texts are found in the bytes: protobuf keeps them as they are.</summary>
    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = new();

        public string Address => app.Urls.Single();

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var receiver = new Receiver(app);
            app.MapPost("/v1/{kind}", receiver.ReceiveAsync);
            await Wait.ForAsync(app.StartAsync(CancellationToken.None), "the receiver starts");
            return receiver;
        }

        public bool Has(string path, string text) =>
            _received.Any(item => item.Path == path && item.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }

        private async Task ReceiveAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            _received.Enqueue((context.Request.Path.Value!, body.ToArray()));
        }
    }
}
