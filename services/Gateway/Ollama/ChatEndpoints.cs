using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Ollama.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Responses;

namespace Orchestrator.Gateway.Ollama;

internal static class ChatEndpoints
{
    public static void MapOllamaChat(this IEndpointRouteBuilder app) =>
        app.MapOnly(
            "/api/chat",
            [HttpMethods.Post],
            (HttpContext context, RunEndpoint endpoint) =>
                endpoint.HandleAsync(context, Dialect.Ollama, (at, body) => Parse(at, body, endpoint))
        );

    private static RunEndpoint.Parsed Parse(HttpContext context, ReadOnlySpan<byte> body, RunEndpoint endpoint)
    {
        var (request, problem) = WireReader.Read(body, OllamaJson.Default.OllamaChatRequest);
        if (request is null)
        {
            // One of the two is set.
            return new RunEndpoint.Parsed(GatewayError.Invalid([problem!]));
        }

        var problems = new FieldProblems();
        var question = endpoint.Terms.Apply(context, OllamaChatMapping.ToQuestion(request, problems), problems);
        EnsembleFields.Ollama.Check(question, problems);
        return problems.Any
            ? new RunEndpoint.Parsed(problems.ToError())
            : new RunEndpoint.Parsed(question, () => Writer(context, request, endpoint));
    }

    /// <summary>Streaming is on unless the client says no.</summary>
    private static IAnswerWriter Writer(HttpContext context, OllamaChatRequest request, RunEndpoint endpoint) =>
        request.Stream == false
            ? new WholeAnswerWriter(context, Dialect.Ollama, Whole(endpoint), endpoint.Limits, endpoint.Clock)
            : new OllamaChatStream(context, endpoint.Limits, endpoint.Clock);

    private static WholeAnswerWriter.Form Whole(RunEndpoint endpoint)
    {
        var form = new OllamaChatJson(endpoint.Clock);
        return (json, origin, answer, finished) =>
            form.WriteEnd(json, origin, finished, answer.Content, answer.Thinking, answer.ToolCalls);
    }
}
