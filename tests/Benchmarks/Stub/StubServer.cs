using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Orchestrator.Benchmarks.Stub;

/// <summary>
/// A stub: it speaks as much of Ollama's API as a worker asks for, has no model, and answers at once. The figures are to
/// show what the way to a replica costs, so the replica itself must cost next to nothing.
/// </summary>
internal static class StubServer
{
    public const string Model = "stub:1b";

    private static readonly byte[] _tags = Encoding.UTF8.GetBytes(
        $$$"""{"models":[{"name":"{{{Model}}}","model":"{{{Model}}}","modified_at":"2026-01-01T00:00:00Z","size":1000000,"digest":"d0","details":{"family":"stub","parameter_size":"1B","quantization_level":"none"}}]}"""
    );
    private static readonly byte[] _loaded = Encoding.UTF8.GetBytes(
        $$$"""{"models":[{"name":"{{{Model}}}","model":"{{{Model}}}","size":1000000,"size_vram":1000000,"digest":"d0","expires_at":"2036-01-01T00:00:00Z","context_length":32768,"details":{"family":"stub","parameter_size":"1B","quantization_level":"none"}}]}"""
    );
    private static readonly byte[] _details =
        """
        {"details":{"family":"stub","parameter_size":"1B","quantization_level":"none"},"model_info":{"general.architecture":"stub","stub.context_length":32768},"capabilities":["completion","tools"]}
        """u8.ToArray();
    private static readonly byte[] _version = """{"version":"0.0.0-stub"}"""u8.ToArray();

    public static async Task RunAsync(int port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
            kestrel.ListenLocalhost(port, listen => listen.Protocols = HttpProtocols.Http1)
        );
        await using var app = builder.Build();
        app.Run(AnswerAsync);
        await app.StartAsync();
        await Task.Run(WaitForStarter);
    }

    // The starter holds the other end of the pipe: when it is gone, nothing is left behind.
    private static void WaitForStarter()
    {
        while (Console.In.Read() >= 0)
        {
            // Whatever the starter writes is of no interest.
        }
    }

    private static Task AnswerAsync(HttpContext context) =>
        context.Request.Path.Value switch
        {
            "/api/chat" => ChatAsync(context),
            "/api/tags" => SendAsync(context, _tags),
            "/api/ps" => SendAsync(context, _loaded),
            "/api/show" => SendAsync(context, _details),
            "/api/version" => SendAsync(context, _version),
            "/v1/traces" or "/v1/metrics" or "/v1/logs" => SwallowAsync(context),
            _ => NothingThere(context),
        };

    private static async Task ChatAsync(HttpContext context)
    {
        var wish = await StubWish.ReadAsync(context.Request.Body, context.RequestAborted);
        await (wish.IsStreamed ? StreamAsync(context, wish) : SendAsync(context, Line(wish.Pieces, isLast: true)));
    }

    private static async Task StreamAsync(HttpContext context, StubWish wish)
    {
        context.Response.ContentType = "application/x-ndjson";
        for (var i = 0; i < wish.Pieces; i++)
        {
            if (wish.Interval > TimeSpan.Zero)
            {
                await Task.Delay(wish.Interval, context.RequestAborted);
            }

            await context.Response.BodyWriter.WriteAsync(Line(wish.Pieces, isLast: false), context.RequestAborted);
        }

        await context.Response.BodyWriter.WriteAsync(Line(wish.Pieces, isLast: true), context.RequestAborted);
    }

    private static async Task SendAsync(HttpContext context, ReadOnlyMemory<byte> json)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = json.Length;
        await context.Response.BodyWriter.WriteAsync(json, context.RequestAborted);
    }

    /// <summary>The text begins with the moment of sending, by the clock that all processes of the machine share.</summary>
    private static byte[] Line(int pieces, bool isLast)
    {
        var now = Stopwatch.GetTimestamp();
        var head =
            """{"model":"stub:1b","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":""";
        var tail = isLast
            ? $$""","done":true,"done_reason":"stop","total_duration":1000,"load_duration":0,"prompt_eval_count":20,"prompt_eval_duration":1000,"eval_count":{{pieces}},"eval_duration":1000}"""
            : ""","done":false}""";
        return Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{head}\"{now} \"}}{tail}\n"));
    }

    /// <summary>Stands in for a collector: takes in what is exported, and says so with an empty protobuf message.</summary>
    private static async Task SwallowAsync(HttpContext context)
    {
        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        context.Response.ContentType = "application/x-protobuf";
        context.Response.ContentLength = 0;
    }

    private static Task NothingThere(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
