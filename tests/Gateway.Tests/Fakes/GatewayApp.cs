using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>The real gateway on real sockets, with fake routers and workers as its peers.</summary>
internal sealed class GatewayApp : IAsyncDisposable
{
    private readonly List<GrpcHost> _hosts = [];
    private readonly HttpClient _http = new();
    private readonly LogRecorder _logs = new();
    private WebApplication? _app;

    public FakeRouter Router { get; } = new();

    public FakeWorker Worker { get; } = new();

    public Uri WorkerAddress { get; private set; } = new("http://unset");

    public Uri Http { get; private set; } = new("http://unset");

    public Uri Grpc { get; private set; } = new("http://unset");

    public HttpClient Client => _http;

    public IServiceProvider Services => _app!.Services;

    /// <summary>What was logged as an error: nothing, unless the test expects it.</summary>
    public IReadOnlyList<LogRecorder.Line> Errors => _logs.UnexpectedErrors();

    public IReadOnlyList<LogRecorder.Line> Logs => _logs.Lines;

    public static Task<GatewayApp> StartAsync(params string[] settings) => StartAsync(null, null, settings);

    public static async Task<GatewayApp> StartAsync(
        TimeProvider? clock,
        Action<WebApplicationBuilder>? configure,
        params string[] settings
    )
    {
        var app = new GatewayApp();
        var router = await GrpcHost.StartAsync(app.Router);
        var worker = await GrpcHost.StartAsync(app.Worker);
        app._hosts.AddRange([router, worker]);
        app.WorkerAddress = worker.Address;
        app.Router.OnRoute = _ => Decisions.Of(Decisions.At(worker.Address, "gpu-1"));
        await app.StartGatewayAsync(
            clock,
            configure,
            [$"--services:router:grpc:0={router.Address}", $"--services:worker:grpc:0={worker.Address}", .. settings]
        );
        return app;
    }

    public async Task<Uri> AddWorkerAsync(FakeWorker worker)
    {
        var host = await GrpcHost.StartAsync(worker);
        _hosts.Add(host);
        return host.Address;
    }

    public Task<HttpResponseMessage> PostAsync(
        string path,
        string json,
        CancellationToken cancellationToken = default
    ) => PostAsync(path, json, [], cancellationToken);

    public Task<HttpResponseMessage> PostAsync(
        string path,
        string json,
        (string Name, string Value)[] headers,
        CancellationToken cancellationToken = default
    )
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri(Http, path))
        {
            Content = new StringContent(json, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return _http
            .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .Within($"headers of POST {path}");
    }

    public async Task<(int Status, string Body)> AskAsync(string path, string json)
    {
        using var response = await PostAsync(path, json, CancellationToken.None);
        return (
            (int)response.StatusCode,
            await response.Content.ReadAsStringAsync(CancellationToken.None).Within($"body of POST {path}")
        );
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _logs.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
        }

        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }
    }

    private async Task StartGatewayAsync(
        TimeProvider? clock,
        Action<WebApplicationBuilder>? configure,
        string[] settings
    )
    {
        var builder = WebApplication.CreateBuilder([
            "--Endpoints:Http=http://127.0.0.1:0",
            "--Endpoints:Grpc=http://127.0.0.1:0",
            // A clock that stands still would hold reports back.
            "--Outcomes:ReportWait=00:00:00",
            .. settings,
        ]);
        if (clock is not null)
        {
            builder.Services.AddSingleton(clock);
        }

        builder.AddServiceDefaults("gateway");
        builder.AddGateway();
        builder.Logging.ClearProviders().AddProvider(_logs);
        configure?.Invoke(builder);
        _app = builder.Build();
        _app.MapDefaultEndpoints();
        _app.MapGateway();
        await _app.StartAsync(CancellationToken.None).Within("the gateway starts");
        var addresses = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses;
        Http = new Uri(addresses.First());
        Grpc = new Uri(addresses.Last());
    }
}
