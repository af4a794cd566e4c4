using System.Text.Json;
using Orchestrator.Contracts.Messages;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Feedback;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Responses;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Native;

/// <summary>A person's word on an answer; acknowledged once Learning has committed it.</summary>
internal sealed class FeedbackEndpoints(NativeBody bodies, FeedbackSender sender, IdSource ids, TimeProvider clock)
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapOnly(
            "/api/feedback",
            [HttpMethods.Post],
            (HttpContext context, FeedbackEndpoints endpoints) => endpoints.HandleAsync(context)
        );

    private async Task HandleAsync(HttpContext context)
    {
        var (feedback, error) = await ReadAsync(context);
        if (feedback is not null)
        {
            error = await sender.SendAsync(feedback, context.RequestAborted);
        }

        if (feedback is null || error is not null)
        {
            // Not null: without a feedback there is an error.
            await ErrorResponse.WriteAsync(context, Dialect.Native, error!, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.WriterOptions);
        json.WriteStartObject();
        json.WriteString("id", feedback.FeedbackId);
        json.WriteBoolean("stored", true);
        json.WriteEndObject();
    }

    private async Task<(StoreFeedback? Feedback, GatewayError? Error)> ReadAsync(HttpContext context)
    {
        var (wire, error) = await bodies.ReadAsync(context, NativeJson.Default.FeedbackRequest);
        if (wire is null)
        {
            return (null, error);
        }

        var problems = new FieldProblems();
        var feedback = FeedbackMapping.ToMessage(wire, ids.Next(), clock.GetUtcNow(), problems);
        return problems.Any ? (null, problems.ToError()) : (feedback, null);
    }
}
