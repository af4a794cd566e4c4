using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Testing;

/// <summary>What the far end got.</summary>
public sealed record ReceivedRequest(string Method, string Path, string Body, string ConnectionId)
{
    /// <summary>By name, whatever its case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}

/// <summary>A far end on a real loopback socket that answers as the test says.</summary>
public sealed class FakeHttpServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private FakeHttpServer(WebApplication app) => _app = app;

    public ConcurrentQueue<ReceivedRequest> Requests { get; } = [];

    public Uri Address =>
        new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public static async Task<FakeHttpServer> StartAsync(RequestDelegate answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.Zero);
        var app = builder.Build();
        var server = new FakeHttpServer(app);
        app.Run(context => server.AnswerAsync(context, answer));
        await app.StartAsync(CancellationToken.None);
        return server;
    }

    /// <summary>Answers every request with one body.</summary>
    public static Task<FakeHttpServer> StartAsync(int status, string body, string contentType = "application/json") =>
        StartAsync(context =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = contentType;
            return context.Response.WriteAsync(body, context.RequestAborted);
        });

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context, RequestDelegate answer)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var path = context.Request.PathBase + context.Request.Path;
        var headers = context.Request.Headers.ToDictionary(
            header => header.Key,
            header => header.Value.ToString(),
            StringComparer.OrdinalIgnoreCase
        );
        Requests.Enqueue(
            new ReceivedRequest(context.Request.Method, path, body, context.Connection.Id) { Headers = headers }
        );
        try
        {
            await answer(context);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested) { }
    }
}

/// <summary>Steps of an answer.</summary>
public static class FakeAnswers
{
    /// <summary>Sends these bytes now, as a packet of their own.</summary>
    public static async Task SendAsync(this HttpContext context, ReadOnlyMemory<byte> bytes)
    {
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
    }

    /// <inheritdoc cref="SendAsync(HttpContext, ReadOnlyMemory{byte})" />
    public static Task SendAsync(this HttpContext context, string text) =>
        context.SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Says nothing more until the client hangs up.</summary>
    public static Task StallAsync(this HttpContext context) =>
        context.StallAsync(Task.Delay(Timeout.Infinite, context.RequestAborted));

    /// <summary>Says nothing more until <paramref name="until"/>, or the client hangs up.</summary>
    public static Task StallAsync(this HttpContext context, Task until) => until.WaitAsync(context.RequestAborted);
}
