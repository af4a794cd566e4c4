using System.Collections.Concurrent;
using System.Net;
using Grpc.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.Functional.Tests.Telemetry.Wire;

namespace Orchestrator.Functional.Tests.Telemetry;

/// <summary>One span as a collector received it.</summary>
/// <param name="ApiKey">The header x-otlp-api-key of the call that brought it.</param>
internal sealed record CollectedSpan(string TraceId, string Service, string Instance, string Name, string ApiKey);

/// <summary>A collector of spans over gRPC, as the Aspire dashboard is one. What else is sent is answered as unknown.</summary>
internal sealed class OtlpCollector : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpCollector(WebApplication app, Uri address)
    {
        _app = app;
        Address = address;
    }

    public Uri Address { get; }

    public IReadOnlyCollection<CollectedSpan> Spans => _app.Services.GetRequiredService<Received>().Spans;

    public static async Task<OtlpCollector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http2)
        );
        builder.Services.AddGrpc();
        builder.Services.AddSingleton<Received>();
        var app = builder.Build();
        app.MapGrpcService<Traces>();
        await app.StartAsync();
        return new OtlpCollector(app, new Uri(app.Urls.Single()));
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private sealed class Received
    {
        public ConcurrentQueue<CollectedSpan> Spans { get; } = new();
    }

    private sealed class Traces(Received received) : TraceService.TraceServiceBase
    {
        public override Task<ExportTraceServiceResponse> Export(
            ExportTraceServiceRequest request,
            ServerCallContext context
        )
        {
            var key = context.RequestHeaders.GetValue("x-otlp-api-key") ?? "";
            foreach (var source in request.ResourceSpans)
            {
                var (service, instance) = (Of(source, "service.name"), Of(source, "service.instance.id"));
                foreach (var span in source.ScopeSpans.SelectMany(scope => scope.Spans))
                {
                    var trace = Convert.ToHexStringLower(span.TraceId.Span);
                    received.Spans.Enqueue(new CollectedSpan(trace, service, instance, span.Name, key));
                }
            }

            return Task.FromResult(new ExportTraceServiceResponse());
        }

        private static string Of(ResourceSpans source, string key) =>
            source.Resource.Attributes.FirstOrDefault(pair => pair.Key == key)?.Value.StringValue ?? "";
    }
}
