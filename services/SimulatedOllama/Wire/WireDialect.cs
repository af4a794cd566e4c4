using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Registry;

namespace Orchestrator.SimulatedOllama.Wire;

/// <summary>What all endpoints of one API have in common: how they name types in error texts, and how they word an error.</summary>
/// <param name="GoPackage">Before a type's name when the body is no object.</param>
/// <param name="EmptyBody">What is said about a request without a body.</param>
/// <param name="Error">From the error and the id of the request.</param>
internal sealed record WireDialect(string GoPackage, string EmptyBody, Func<WireError, string, object> Error)
{
    public static WireDialect Native { get; } =
        new("api", "missing request body", (error, _) => new ErrorResponse(error.Message));

    public static WireDialect OpenAi { get; } =
        new(
            "openai",
            "EOF",
            (error, _) =>
                new JsonObject
                {
                    ["error"] = new JsonObject
                    {
                        ["message"] = error.Message,
                        ["type"] = OpenAiType(error.Status),
                        ["param"] = null,
                        ["code"] = null,
                    },
                }
        );

    public static WireDialect Anthropic { get; } =
        new(
            "anthropic",
            "EOF",
            (error, id) =>
                new JsonObject
                {
                    ["type"] = "error",
                    ["error"] = AnthropicError(error),
                    ["request_id"] = id,
                }
        );

    /// <summary>The part that is the same in an answer and in a stream.</summary>
    public static JsonObject AnthropicError(WireError error) =>
        new() { ["type"] = AnthropicType(error.Status), ["message"] = error.Message };

    public Task WriteAsync(HttpContext context, WireError error)
    {
        context.Response.StatusCode = error.Status;
        return context.RequestAborted.IsCancellationRequested
            ? Task.CompletedTask
            : WireWriter.WriteAsync(context, error.Status, Error(error, RequestId(context)));
    }

    /// <summary>The API that a path belongs to.</summary>
    public static WireDialect OfPath(PathString path) =>
        path.StartsWithSegments("/v1/messages", StringComparison.Ordinal) ? Anthropic
        : path.StartsWithSegments("/v1", StringComparison.Ordinal) ? OpenAi
        : Native;

    private static string RequestId(HttpContext context) => $"req_{DigestText.Of(context.TraceIdentifier)[..24]}";

    private static string OpenAiType(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => "invalid_request_error",
            StatusCodes.Status404NotFound => "not_found_error",
            _ => "api_error",
        };

    private static string AnthropicType(int status) =>
        status switch
        {
            StatusCodes.Status400BadRequest => "invalid_request_error",
            StatusCodes.Status401Unauthorized => "authentication_error",
            StatusCodes.Status403Forbidden => "permission_error",
            StatusCodes.Status404NotFound => "not_found_error",
            StatusCodes.Status429TooManyRequests => "rate_limit_error",
            StatusCodes.Status503ServiceUnavailable or 529 => "overloaded_error",
            _ => "api_error",
        };
}
