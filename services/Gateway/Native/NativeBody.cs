using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.Features;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Native;

/// <summary>Reads a native request's body into its wire type.</summary>
internal sealed class NativeBody(RequestBodyReader bodies)
{
    /// <summary>Whether the client sends one, with its length or in chunks.</summary>
    public static bool IsSent(HttpContext context) =>
        context.Features.Get<IHttpRequestBodyDetectionFeature>()?.CanHaveBody ?? true;

    /// <returns>The value, or why there is none; exactly one of the two is null.</returns>
    public async Task<(T? Value, GatewayError? Error)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        using var body = new PooledBody();
        if (await bodies.ReadAsync(context, body, context.RequestAborted) is { } error)
        {
            return (null, error);
        }

        var (value, problem) = WireReader.Read(body.Written, type);
        return (value, problem is null ? null : GatewayError.Invalid([problem]));
    }
}
