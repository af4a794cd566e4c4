using System.Text.Json;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.OpenAi;

/// <summary><c>{"error":{"message","type","param","code"}}</c>, as OpenAI's clients parse it.</summary>
internal sealed class OpenAiErrors : IDialectErrors
{
    public string ContentType => "application/json; charset=utf-8";

    public void Write(Utf8JsonWriter json, GatewayError error)
    {
        json.WriteStartObject();
        json.WriteStartObject("error");
        json.WriteString("message", error.Message);
        json.WriteString("type", Type(error.Kind));
        WriteOptional(json, "param", error.Field ?? Param(error.Kind));
        WriteOptional(json, "code", Code(error.Kind));
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string Type(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.InvalidRequest
            or ErrorKind.BodyTooLarge
            or ErrorKind.BodyTimedOut
            or ErrorKind.UnknownPath
            or ErrorKind.WrongVerb
            or ErrorKind.Forbidden
            or ErrorKind.UnknownModel
            or ErrorKind.NotCapable
            or ErrorKind.ReplicaRefused => "invalid_request_error",
            _ => "server_error",
        };

    private static string? Param(ErrorKind kind) => kind == ErrorKind.UnknownModel ? "model" : null;

    private static string? Code(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.UnknownModel => "model_not_found",
            ErrorKind.BodyTooLarge => "body_too_large",
            ErrorKind.BodyTimedOut => "body_timed_out",
            ErrorKind.UnknownPath => "unknown_url",
            ErrorKind.WrongVerb => "method_not_allowed",
            ErrorKind.Forbidden => "forbidden",
            ErrorKind.NotCapable => "not_capable",
            ErrorKind.ReplicaRefused => "replica_refused",
            ErrorKind.AllBusy or ErrorKind.Overloaded => "overloaded",
            ErrorKind.NoReplica => "no_replica",
            ErrorKind.RouterUnavailable or ErrorKind.LearningUnavailable => "service_unavailable",
            ErrorKind.UpstreamFailed => "upstream_failed",
            ErrorKind.TimedOut => "timed_out",
            ErrorKind.Stopping => "stopping",
            ErrorKind.Fault => "internal_error",
            _ => null,
        };

    private static void WriteOptional(Utf8JsonWriter json, string name, string? value)
    {
        if (value is null)
        {
            json.WriteNull(name);
        }
        else
        {
            json.WriteString(name, value);
        }
    }
}
