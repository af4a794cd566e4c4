using System.Text.Json;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Ollama;

/// <summary><c>{"error":"…"}</c>, with Ollama's own sentence where it has one that clients look for.</summary>
internal sealed class OllamaErrors : IDialectErrors
{
    public string ContentType => "application/json; charset=utf-8";

    public void Write(Utf8JsonWriter json, GatewayError error)
    {
        json.WriteStartObject();
        json.WriteString("error", Text(error));
        json.WriteEndObject();
    }

    private static string Text(GatewayError error) =>
        error.Kind switch
        {
            ErrorKind.UnknownModel => $"model \"{error.Model}\" not found",
            ErrorKind.InvalidRequest when error.Problems is [{ Field: "", Expected: WireReader.MissingBody }] =>
                $"missing request body: it {WireReader.MissingBody}",
            ErrorKind.InvalidRequest when error.Field == "model" => $"model is required: {error.Message}",
            ErrorKind.InvalidRequest => OptionText(error.Problems[0]) ?? error.Message,
            _ => error.Message,
        };

    /// <summary>Ollama names an option of the wrong type in its own way.</summary>
    private static string? OptionText(FieldProblem problem)
    {
        const string Options = "options.";
        if (!problem.Field.StartsWith(Options, StringComparison.Ordinal))
        {
            return null;
        }

        var name = problem.Field[Options.Length..].Split('[')[0];
        var type = problem.Expected switch
        {
            "must be an integer" => "integer",
            "must be a number" => "float32",
            "must be true or false" => "boolean",
            "must be an array" => "array",
            _ => null,
        };
        return type is null ? null : $"option \"{name}\" must be of type {type}";
    }
}
