using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Responses;

namespace Orchestrator.Gateway.OpenAi;

internal static class ChatCompletionsEndpoints
{
    public static void MapChatCompletions(this IEndpointRouteBuilder app) =>
        app.MapOnly(
            "/v1/chat/completions",
            [HttpMethods.Post],
            (HttpContext context, RunEndpoint endpoint) =>
                endpoint.HandleAsync(context, Dialect.OpenAi, (at, body) => Parse(at, body, endpoint))
        );

    private static RunEndpoint.Parsed Parse(HttpContext context, ReadOnlySpan<byte> body, RunEndpoint endpoint)
    {
        var (request, problem) = WireReader.Read(body, OpenAiJson.Default.ChatCompletionRequest);
        if (request is null)
        {
            // One of the two is set.
            return new RunEndpoint.Parsed(GatewayError.Invalid([problem!]));
        }

        var problems = new FieldProblems();
        var question = endpoint.Terms.Apply(context, ChatCompletionMapping.ToQuestion(request, problems), problems);
        EnsembleFields.OpenAi.Check(question, problems);
        return problems.Any
            ? new RunEndpoint.Parsed(problems.ToError())
            : new RunEndpoint.Parsed(question, () => Writer(context, request, endpoint));
    }

    private static IAnswerWriter Writer(HttpContext context, ChatCompletionRequest request, RunEndpoint endpoint) =>
        request.Stream == true
            ? new ChatCompletionStream(
                context,
                request.StreamOptions?.IncludeUsage == true,
                endpoint.Limits,
                endpoint.Clock
            )
            : new WholeAnswerWriter(
                context,
                Dialect.OpenAi,
                ChatCompletionWhole.Write,
                endpoint.Limits,
                endpoint.Clock
            );
}
