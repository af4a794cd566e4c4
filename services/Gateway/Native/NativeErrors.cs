using System.Text.Json;
using Orchestrator.Gateway.Errors;

namespace Orchestrator.Gateway.Native;

/// <summary>application/problem+json (RFC 9457) with every wrong field under "errors".</summary>
internal sealed class NativeErrors : IDialectErrors
{
    public string ContentType => "application/problem+json; charset=utf-8";

    public void Write(Utf8JsonWriter json, GatewayError error)
    {
        json.WriteStartObject();
        json.WriteString("type", "about:blank");
        json.WriteString("title", Title(error.Kind));
        json.WriteNumber("status", ErrorStatus.Of(error.Kind));
        json.WriteString("detail", error.Message);
        if (error.Problems.Count > 0)
        {
            WriteProblems(json, error.Problems);
        }

        json.WriteEndObject();
    }

    private static void WriteProblems(Utf8JsonWriter json, IReadOnlyList<FieldProblem> problems)
    {
        json.WriteStartObject("errors");
        foreach (var field in problems.GroupBy(problem => problem.Field, StringComparer.Ordinal))
        {
            json.WriteStartArray(field.Key.Length == 0 ? "body" : field.Key);
            foreach (var problem in field)
            {
                json.WriteStringValue(problem.Sentence);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static string Title(ErrorKind kind) =>
        kind switch
        {
            ErrorKind.InvalidRequest => "The request is not valid",
            ErrorKind.BodyTooLarge => "The body is too large",
            ErrorKind.BodyTimedOut => "The body came too slowly",
            ErrorKind.UnknownPath => "There is nothing at this path",
            ErrorKind.UnknownRun => "Unknown run",
            ErrorKind.WrongVerb => "This path does not take this method",
            ErrorKind.Forbidden => "Not allowed",
            ErrorKind.UnknownModel => "Unknown model",
            ErrorKind.UnknownReplica => "Unknown replica",
            ErrorKind.Conflict => "It is not in a state for this",
            ErrorKind.ChangedMeanwhile => "It has changed meanwhile",
            ErrorKind.NotCapable => "No model is capable of this",
            ErrorKind.ReplicaRefused => "The replica refused the request",
            ErrorKind.UpstreamFailed => "The replica failed",
            ErrorKind.TimedOut => "No answer in time",
            ErrorKind.Fault => "Something went wrong here",
            _ => "Not available at the moment",
        };
}
