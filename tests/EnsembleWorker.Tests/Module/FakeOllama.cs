using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.EnsembleWorker.Tests.Module;

/// <summary>A model of the far end.</summary>
/// <param name="Context">Of the loaded model; null while it is not in memory.</param>
internal sealed record FakeModel(string Name, string Digest, int? Context);

internal sealed record FakeRequest(string Path, JsonElement Body);

/// <summary>The far end: speaks Ollama's HTTP on a real socket and does what the test says.</summary>
internal sealed class FakeOllama : IAsyncDisposable
{
    public const string Model = "tiny:1b";
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, TaskCompletionSource<FakeRequest>> _arrivals = new();

    private FakeOllama(WebApplication app) => _app = app;

    public ConcurrentQueue<FakeRequest> Requests { get; } = [];

    public string Version { get; set; } = "0.33.0";

    public IReadOnlyList<FakeModel> Models { get; set; } = [new(Model, "d1", 4096)];

    public Func<HttpContext, Task> Chat { get; set; } = context => context.AnswerAsync("Hello", " world");

    /// <summary>Empty generate requests: loads and unloads.</summary>
    public Func<HttpContext, Task> Load { get; set; } = context => context.LoadedAsync();

    /// <summary>Set: answers everything, so that it is no Ollama at all.</summary>
    public Func<HttpContext, Task>? Instead { get; set; }

    /// <summary>Requests to this path are taken and never answered.</summary>
    public string HangingPath { get; set; } = "";

    public Uri Url =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<FakeOllama> StartAsync(IPAddress? address = null, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(address ?? IPAddress.Loopback, port));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        var fake = new FakeOllama(app);
        app.Run(fake.AnswerAsync);
        await app.StartAsync(CancellationToken.None);
        return fake;
    }

    /// <summary>Ends with the next request to that path. Arm it before the act.</summary>
    public Task<FakeRequest> NextRequestAsync(string path) =>
        (_arrivals[path] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    public int CountOf(string path) => Requests.Count(request => request.Path == path);

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        using var document =
            context.Request.ContentLength is null or 0 && context.Request.Method == "GET"
                ? JsonDocument.Parse("{}")
                : await JsonDocument.ParseAsync(context.Request.Body, default, context.RequestAborted);
        var request = new FakeRequest(path, document.RootElement.Clone());
        Requests.Enqueue(request);
        if (_arrivals.TryRemove(path, out var arrival))
        {
            arrival.SetResult(request);
        }

        try
        {
            await AnswerAsync(context, request);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested) { }
    }

    private Task AnswerAsync(HttpContext context, FakeRequest request) =>
        request.Path switch
        {
            _ when Instead is { } instead => instead(context),
            _ when request.Path == HangingPath => Task.Delay(Timeout.Infinite, context.RequestAborted),
            "/api/version" => context.JsonAsync(new { version = Version }),
            "/api/tags" => context.JsonAsync(new { models = Models.Select(Tag) }),
            "/api/ps" => context.JsonAsync(
                new { models = Models.Where(model => model.Context is not null).Select(Loaded) }
            ),
            "/api/show" => context.JsonAsync(Card()),
            "/api/chat" => Chat(context),
            "/api/generate" => Load(context),
            "/api/embed" => context.JsonAsync(
                new
                {
                    model = Model,
                    embeddings = (float[][])
                        [
                            [1, 0],
                            [0, 1],
                        ],
                    prompt_eval_count = 5,
                }
            ),
            _ => context.FailAsync(404, "404 page not found"),
        };

    private static object Details() =>
        new
        {
            format = "gguf",
            family = "llama",
            parameter_size = "1.2B",
            quantization_level = "Q4_K_M",
        };

    private static object Tag(FakeModel model) =>
        new
        {
            name = model.Name,
            model = model.Name,
            modified_at = "2030-01-01T00:00:00Z",
            size = 1_000,
            digest = model.Digest,
            details = Details(),
        };

    private static object Loaded(FakeModel model) =>
        new
        {
            name = model.Name,
            model = model.Name,
            size = 2_000,
            digest = model.Digest,
            details = Details(),
            expires_at = "2030-01-01T00:05:00Z",
            size_vram = 1_500,
            context_length = model.Context,
        };

    private static Dictionary<string, object> Card() =>
        new(StringComparer.Ordinal)
        {
            ["details"] = Details(),
            ["modified_at"] = "2030-01-01T00:00:00Z",
            ["capabilities"] = new[] { "completion", "tools" },
            ["license"] = "MIT License\n\nCopyright (c) of nobody",
            ["model_info"] = new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["general.architecture"] = "llama",
                ["llama.context_length"] = 131_072,
            },
        };
}
