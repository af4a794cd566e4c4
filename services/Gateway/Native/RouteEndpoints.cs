using System.Text.Json;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Responses;
using Orchestrator.Gateway.Terms;
using Orchestrator.Placement;
using Orchestrator.Placement.Routing;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Native;

/// <summary>"What would you do with this?": the decision, which runs nothing.</summary>
internal sealed class RouteEndpoints(
    NativeBody bodies,
    RouteClient router,
    CallerTerms terms,
    IOptions<PlacementLimits> limits,
    IdSource ids
)
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapOnly(
            "/api/route",
            [HttpMethods.Post],
            (HttpContext context, RouteEndpoints endpoints) => endpoints.HandleAsync(context)
        );

    private async Task HandleAsync(HttpContext context)
    {
        var (decision, error) = await DecideAsync(context);
        if (decision is null)
        {
            // Not null: without a decision there is an error.
            await ErrorResponse.WriteAsync(context, Dialect.Native, error!, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.WriterOptions);
        RouteDecisionJson.Write(json, decision);
    }

    private async Task<(RouteResponse? Decision, GatewayError? Error)> DecideAsync(HttpContext context)
    {
        var (wire, error) = await bodies.ReadAsync(context, NativeJson.Default.RouteQuestion);
        if (wire is null)
        {
            return (null, error);
        }

        var problems = new FieldProblems();
        var question = terms.Apply(context, RouteQuestionMapping.ToQuestion(wire, problems), problems);
        if (problems.Any)
        {
            return (null, problems.ToError());
        }

        var request = RouteRequests.From(question, ids.NextText(), limits.Value);
        request.DryRun = true;
        var (decision, refusal) = await router.AskAsync(request, context.RequestAborted);
        return (decision, refusal?.ToGateway());
    }
}
