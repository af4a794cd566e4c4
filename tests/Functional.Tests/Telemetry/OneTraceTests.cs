using System.Net;
using System.Net.Http.Json;
using Orchestrator.Functional.Tests.Cluster;
using Orchestrator.Functional.Tests.Scenarios;
using Orchestrator.Testing;
using Orchestrator.Testing.Servers;

namespace Orchestrator.Functional.Tests.Telemetry;

/// <summary>A request can be followed through all processes that touch it, under the names that operators know.</summary>
public sealed class OneTraceTests
{
    private const string TraceId = "4bf92f3577b34da6a3ce929d0e0e4736";
    private const string ApiKey = "key-of-the-dashboard";

    [ServerFact(ClusterServers.Needed)]
    public async Task An_ensemble_and_its_feedback_are_one_trace_through_gateway_router_workers_broker_and_learning()
    {
        await using var collector = await OtlpCollector.StartAsync();
        await using var cluster = await RunningCluster.StartAsync(Layout.Whole(), Options(collector));

        using var answer = await SendAsync(
            cluster,
            "v1/chat/completions",
            ChatScenarios.Question("ensemble", stream: false)
        );
        var run = answer.Headers.GetValues("X-Orchestrator-Run").Single();
        using var feedback = await SendAsync(cluster, "api/feedback", new { run_id = run, thumb = "up" });

        await Wait.UntilAsync(
            // The id of the run went over the broker, and so did the feedback. Children are sent before their parents.
            () =>
                Task.FromResult(
                    Seen(collector).IsSupersetOf(["gateway-1", "router", "worker", "learning"])
                        && Has(collector, "worker-runs")
                        && Has(collector, "learning-feedback")
                ),
            () => $"spans come of every process and both queues; they came of {string.Join(", ", Seen(collector))}",
            Wait.Limit
        );
        Assert.All(collector.Spans, span => Assert.Equal(ApiKey, span.ApiKey));
        Assert.All(collector.Spans, span => Assert.Equal($"id-of-{span.Service}", span.Instance));
    }

    private static bool Has(OtlpCollector collector, string queue) =>
        collector.Spans.Any(span => span.TraceId == TraceId && span.Name.Contains(queue, StringComparison.Ordinal));

    /// <summary>The processes that the trace went through; which router and which worker is chance.</summary>
    private static HashSet<string> Seen(OtlpCollector collector) =>
        [
            .. collector
                .Spans.Where(span => span.TraceId == TraceId)
                .Select(span =>
                    span.Service.Split('-')[0] is "router" or "worker" ? span.Service.Split('-')[0] : span.Service
                ),
        ];

    // What Aspire injects, and sampling of everything as in its Development environment.
    private static ClusterOptions Options(OtlpCollector collector) =>
        new(
            ["small", "coder"],
            Settings: new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Address.ToString(),
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "grpc",
                ["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={ApiKey}",
                ["OTEL_BSP_SCHEDULE_DELAY"] = "200",
            },
            SettingsOf: part => new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["OTEL_SERVICE_NAME"] = part,
                ["OTEL_RESOURCE_ATTRIBUTES"] = $"service.instance.id=id-of-{part}",
            }
        );

    private static async Task<HttpResponseMessage> SendAsync(RunningCluster cluster, string path, object body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(cluster.Gateway, path))
        {
            Content = JsonContent.Create(body),
        };
        request.Headers.Add("traceparent", $"00-{TraceId}-00f067aa0ba902b7-01");
        var response = await cluster.Http.SendAsync(request);
        Assert.True(response.StatusCode == HttpStatusCode.OK, await response.Content.ReadAsStringAsync());
        return response;
    }
}
