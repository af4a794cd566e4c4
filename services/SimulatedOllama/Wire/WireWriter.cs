using System.Buffers;
using System.Text.Json;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>Writes answers: whole JSON objects, or lines that leave at once.</summary>
internal static class WireWriter
{
    private const string Json = "application/json; charset=utf-8";
    private const string Lines = "application/x-ndjson";

    public static async Task WriteAsync<T>(HttpContext context, int status, T value)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = Json;
        var bytes = ToBytes(value);
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
    }

    public static Task WriteAsync(HttpContext context, WireError error) =>
        WriteAsync(context, error.Status, new ErrorResponse(error.Message));

    /// <summary>One line, handed to the socket before this returns.</summary>
    public static Task WriteLineAsync<T>(HttpContext context, T value, CancellationToken cancellationToken) =>
        WriteLineAsync(context, ToBytes(value), cancellationToken);

    public static async Task WriteLineAsync(HttpContext context, byte[] line, CancellationToken cancellationToken)
    {
        context.Response.ContentType ??= Lines;
        var writer = context.Response.BodyWriter;
        writer.Write(line);
        writer.Write("\n"u8);
        await writer.FlushAsync(cancellationToken);
    }

    private static byte[] ToBytes<T>(T value) =>
        JsonSerializer.SerializeToUtf8Bytes(
            value,
            WireJson.Plain.GetTypeInfo(value?.GetType() ?? typeof(T))
                ?? throw new InvalidOperationException($"{typeof(T).Name} is not listed in WireJson.")
        );
}
