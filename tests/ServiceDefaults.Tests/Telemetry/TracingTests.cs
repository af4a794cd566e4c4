using System.Diagnostics;
using Grpc.Core;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using Orchestrator.ServiceDefaults.HealthV1;
using Orchestrator.ServiceDefaults.Tests.EchoV1;
using Orchestrator.Testing;
using StatusCode = Grpc.Core.StatusCode;

namespace Orchestrator.ServiceDefaults.Tests.Telemetry;

/// <summary>Spans of a request through two processes, over real sockets, as an exporter gets them.</summary>
[Collection(TelemetryOfOneTest.Name)]
public sealed class TracingTests
{
    [Fact]
    public async Task One_trace_goes_from_http_over_grpc_and_the_bus_to_http()
    {
        using var recorder = new SpanRecorder();
        var ended = new TaskCompletionSource();
        var script = new EchoScript();
        await using var back = await EchoApp.StartAsync(
            script,
            build: builder =>
            {
                builder.AddBusConsumer<CallingConsumer>("calling");
                builder.Services.AddSingleton(new CallTarget(ended));
                Record(builder, recorder);
            },
            map: web => web.MapGet("/end/{id}", () => "end")
        );
        script.Say = async (_, context) =>
        {
            await back.Get<IBus>().Publish(new SomethingToCall(back.Peers.OwnHttp!), context.CancellationToken);
            return "said";
        };
        await using var front = await EchoApp.StartAsync(
            settings: new() { ["services:echo:grpc:0"] = back.Grpc.ToString() },
            map: web =>
                web.MapGet(
                    "/begin/{id}",
                    async (GrpcPeers peers, CancellationToken cancellationToken) =>
                    {
                        var echo = peers.ClientOf<Echo.EchoClient>("echo");
                        return (await echo.SayAsync(new EchoRequest(), cancellationToken: cancellationToken)).Text;
                    }
                )
        );

        Assert.Equal("said", await front.Http.GetStringAsync("/begin/1"));
        await Wait.ForAsync(ended.Task, "the consumer has called");
        // A span is exported when it ends, and the outer ones end last.
        await Wait.UntilAsync(
            () => PathTo(recorder, "GET /end/{id}") is [{ Parent: null, HasRemoteParent: false }, ..],
            "the path is whole"
        );
        var path = PathTo(recorder, "GET /end/{id}");
        Assert.Single(path.Select(span => span.TraceId).Distinct());
        AssertInOrder(
            path,
            ("Microsoft.AspNetCore", ActivityKind.Server, "GET /begin/{id}"),
            ("Grpc.Net.Client", ActivityKind.Client, null),
            ("System.Net.Http", ActivityKind.Client, null),
            ("Microsoft.AspNetCore", ActivityKind.Server, "test.echo.v1.Echo/Say"),
            ("MassTransit", ActivityKind.Producer, null),
            ("MassTransit", ActivityKind.Consumer, null),
            ("System.Net.Http", ActivityKind.Client, null),
            ("Microsoft.AspNetCore", ActivityKind.Server, "GET /end/{id}")
        );
    }

    [Fact]
    public async Task A_server_span_has_route_and_status_and_no_path_in_its_name()
    {
        using var recorder = new SpanRecorder();
        await using var app = await TestApp.StartAsync(
            builder => Record(builder, recorder),
            web =>
            {
                web.MapGet("/things/{id}", (string id) => Results(id));
                web.MapGet("/broken", string () => throw new InvalidOperationException("inner"));
            }
        );
        app.Log.ExpectErrors("unhandled exception");

        await app.Http.GetAsync("/things/1");
        await app.Http.GetAsync("/things/none");
        await app.Http.GetAsync("/broken");
        await app.Http.GetAsync("/nowhere");
        await Wait.UntilAsync(() => recorder.Spans.Count(IsServer) == 4, "four server spans");

        var spans = recorder.Spans.Where(IsServer).ToDictionary(span => (string)span.GetTagItem("url.path")!);
        AssertSpan(spans["/things/1"], "GET /things/{id}", 200, ActivityStatusCode.Unset);
        AssertSpan(spans["/things/none"], "GET /things/{id}", 404, ActivityStatusCode.Unset);
        AssertSpan(spans["/broken"], "GET /broken", 500, ActivityStatusCode.Error);
        AssertSpan(spans["/nowhere"], "GET", 404, ActivityStatusCode.Unset);
        Assert.Equal("/things/{id}", spans["/things/1"].GetTagItem("http.route"));
    }

    [Theory]
    [InlineData(StatusCode.NotFound, ActivityStatusCode.Unset)]
    [InlineData(StatusCode.Internal, ActivityStatusCode.Error)]
    public async Task A_grpc_span_is_named_after_its_method_and_fails_for_faults_of_the_server_only(
        StatusCode status,
        ActivityStatusCode expected
    )
    {
        using var recorder = new SpanRecorder();
        var script = new EchoScript
        {
            Say = (_, _) => throw new RpcException(new global::Grpc.Core.Status(status, "")),
        };
        await using var app = await EchoApp.StartAsync(script, build: builder => Record(builder, recorder));

        await app.Client().SayAsync(new EchoRequest()).StatusOf();
        await Wait.UntilAsync(() => recorder.Spans.Any(IsServer), "the server's span");

        var span = Assert.Single(recorder.Spans, IsServer);
        Assert.Equal("test.echo.v1.Echo/Say", span.DisplayName);
        Assert.Equal(expected, span.Status);
        Assert.Equal("Say", span.GetTagItem("rpc.method"));
    }

    [Fact]
    public async Task Probes_leave_no_spans_but_requests_after_them_do()
    {
        using var recorder = new SpanRecorder();
        await using var app = await TestApp.StartAsync(
            builder => Record(builder, recorder),
            web => web.MapGet("/work", () => "work")
        );
        using var channel = app.Stranger();
        var health = new HealthV1.Health.HealthClient(channel);

        // Nobody's trace: the test's own calls must not be parents.
        foreach (var path in new[] { "/alive", "/ready", "/health", "/metrics" })
        {
            await app.Http.GetAsync(path);
        }

        await health.CheckAsync(new HealthCheckRequest());
        await app.Http.GetAsync("/work");
        await Wait.UntilAsync(() => recorder.Spans.Any(IsServer), "the request's span");

        Assert.Equal("GET /work", Assert.Single(recorder.Spans, IsServer).DisplayName);
    }

    [Fact]
    public async Task A_source_of_ours_is_exported_by_its_name_alone_and_others_are_not()
    {
        using var recorder = new SpanRecorder();
        using var ours = new ActivitySource("Orchestrator.SomethingNew");
        using var foreign = new ActivitySource("Somebody.Else");
        await using var app = await TestApp.StartAsync(builder => Record(builder, recorder));

        ours.StartActivity("ours")?.Dispose();
        foreign.StartActivity("foreign")?.Dispose();

        Assert.Equal("ours", Assert.Single(recorder.Spans).DisplayName);
    }

    [Fact]
    public async Task A_ratio_of_zero_records_nothing_that_begins_here()
    {
        using var recorder = new SpanRecorder();
        await using var app = await TestApp.StartAsync(
            builder => Record(builder, recorder),
            web => web.MapGet("/work", () => "work"),
            new() { ["Telemetry:SampleRatio"] = "0" }
        );

        await app.Http.GetAsync("/work");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/work");
        request.Headers.Add("traceparent", "00-11112222333344445555666677778888-1111222233334444-01");
        await app.Http.SendAsync(request);
        await Wait.UntilAsync(() => recorder.Spans.Any(IsServer), "the span of the caller that records");

        Assert.Equal("11112222333344445555666677778888", Assert.Single(recorder.Spans, IsServer).TraceId.ToHexString());
    }

    private static void Record(WebApplicationBuilder builder, SpanRecorder recorder) =>
        builder
            .Services.AddOpenTelemetry()
            .WithTracing(tracing => tracing.AddProcessor(new OpenTelemetry.SimpleActivityExportProcessor(recorder)));

    private static Microsoft.AspNetCore.Http.IResult Results(string id) =>
        id == "none" ? Microsoft.AspNetCore.Http.Results.NotFound() : Microsoft.AspNetCore.Http.Results.Ok();

    private static bool IsServer(Activity span) => span.Kind == ActivityKind.Server;

    private static void AssertSpan(Activity span, string name, int status, ActivityStatusCode code)
    {
        Assert.Equal(name, span.DisplayName);
        Assert.Equal(status, span.GetTagItem("http.response.status_code"));
        Assert.Equal(code, span.Status);
    }

    /// <returns>From the outermost exported ancestor to the span of that name; empty while it is not exported.</returns>
    private static List<Activity> PathTo(SpanRecorder recorder, string name)
    {
        var spans = recorder.Spans;
        var path = spans.Where(span => span.DisplayName == name).ToList();
        while (
            path is [var first, ..] && spans.SingleOrDefault(span => span.SpanId == first.ParentSpanId) is { } parent
        )
        {
            path.Insert(0, parent);
        }

        return path;
    }

    // Libraries may put spans of their own between these; what counts is that each is an ancestor of the next.
    private static void AssertInOrder(
        IReadOnlyList<Activity> path,
        params (string Source, ActivityKind Kind, string? Name)[] expected
    )
    {
        var shown = string.Join("\n", path.Select(span => $"{span.Source.Name} {span.Kind} {span.DisplayName}"));
        var at = 0;
        foreach (var (source, kind, name) in expected)
        {
            var found = path.Skip(at)
                .Select((span, i) => (span, i))
                .FirstOrDefault(pair =>
                    pair.span.Source.Name == source
                    && pair.span.Kind == kind
                    && (name is null || pair.span.DisplayName == name)
                );
            Assert.True(found.span is not null, $"{source} {kind} {name} is missing after {at} spans in:\n{shown}");
            at += found.i + 1;
        }
    }
}

public sealed record SomethingToCall(Uri Address);

internal sealed record CallTarget(TaskCompletionSource Ended);

internal sealed class CallingConsumer(IHttpClientFactory clients, CallTarget target) : IConsumer<SomethingToCall>
{
    public async Task Consume(ConsumeContext<SomethingToCall> context)
    {
        using var client = clients.CreateClient();
        await client.GetStringAsync(new Uri(context.Message.Address, "/end/2"), context.CancellationToken);
        target.Ended.SetResult();
    }
}
