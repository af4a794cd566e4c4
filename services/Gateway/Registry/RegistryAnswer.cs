using System.Text.Json;
using Grpc.Core;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Responses;

namespace Orchestrator.Gateway.Registry;

/// <summary>Asks the profiler and writes what it answers, or why it does not.</summary>
internal static class RegistryAnswer
{
    /// <param name="context">The request.</param>
    /// <param name="call">Asks the profiler.</param>
    /// <param name="isModel">Whether a model is asked about; a replica otherwise.</param>
    /// <param name="write">Writes the body.</param>
    public static async Task WriteAsync<T>(
        HttpContext context,
        Func<CancellationToken, AsyncUnaryCall<T>> call,
        bool isModel,
        Action<HttpContext, Utf8JsonWriter, T> write
    )
    {
        T answer;
        try
        {
            answer = await call(context.RequestAborted);
        }
        catch (RpcException failure) when (!context.RequestAborted.IsCancellationRequested)
        {
            await RefuseAsync(context, RegistryFailure.ToError(failure, isModel));
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers.CacheControl = "no-cache";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.WriterOptions);
        write(context, json, answer);
    }

    public static Task RefuseAsync(HttpContext context, GatewayError error) =>
        ErrorResponse.WriteAsync(context, Dialect.Native, error, context.RequestAborted);
}
