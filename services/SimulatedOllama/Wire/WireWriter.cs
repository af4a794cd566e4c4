using System.Buffers;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>Writes answers: whole JSON objects, or pieces of a stream that leave at once.</summary>
internal static class WireWriter
{
    public const string Lines = "application/x-ndjson";
    public const string Events = "text/event-stream";
    private const string Json = "application/json; charset=utf-8";

    public static async Task WriteAsync(HttpContext context, int status, object value)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        var bytes = WireFrames.Json(value);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    public static Task OkAsync(HttpContext context, object value) =>
        WriteAsync(context, StatusCodes.Status200OK, value);

    /// <summary>A piece of a stream, handed to the socket before this returns.</summary>
    public static async Task WriteFrameAsync(HttpContext context, byte[] frame, CancellationToken cancellationToken)
    {
        context.Response.ContentType ??= Lines;
        var writer = context.Response.BodyWriter;
        writer.Write(frame);
        await writer.FlushAsync(cancellationToken);
    }
}
