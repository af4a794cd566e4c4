using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Responses;
using Orchestrator.Gateway.Runs;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Native;

/// <summary>What a client may do with a run that is under way: pause, resume, stop, replay, and say something to it.</summary>
internal sealed class RunControlEndpoints(RunCalls calls, NativeBody bodies, IdSource ids)
{
    private const string IdempotencyHeader = "Idempotency-Key";
    private const int MessageIdLengthMax = 64;

    private static readonly (string Path, RunControl Control)[] _paths =
    [
        ("/api/runs/{id}/pause", RunControl.Pause),
        ("/api/runs/{id}/resume", RunControl.Resume),
        ("/api/runs/{id}/stop", RunControl.Stop),
        ("/api/runs/{id}/replay", RunControl.Replay),
        ("/api/runs/{id}/messages", RunControl.Message),
    ];

    public static void Map(IEndpointRouteBuilder app)
    {
        foreach (var (path, control) in _paths)
        {
            app.MapOnly(
                path,
                [HttpMethods.Post],
                (HttpContext context, RunControlEndpoints endpoints, string id) =>
                    endpoints.HandleAsync(context, id, control)
            );
        }
    }

    private async Task HandleAsync(HttpContext context, string id, RunControl control)
    {
        var (state, error) = await ControlAsync(context, id, control);
        if (state is null)
        {
            // Not null: without a state there is an error.
            await ErrorResponse.WriteAsync(context, Dialect.Native, error!, context.RequestAborted);
            return;
        }

        context.Response.ContentType = "application/json; charset=utf-8";
        await using var json = new Utf8JsonWriter(context.Response.BodyWriter, Json.WriterOptions);
        json.WriteStartObject();
        json.WriteString("id", id.ToLowerInvariant());
        json.WriteString("state", state);
        json.WriteEndObject();
    }

    private async Task<(string? State, GatewayError? Error)> ControlAsync(
        HttpContext context,
        string id,
        RunControl control
    )
    {
        var problems = new FieldProblems();
        var runId = RunReading.ReadId(id, problems);
        if (problems.Any)
        {
            return (null, problems.ToError());
        }

        var request = new ControlRunRequest { RunId = runId, Control = control };
        if (control == RunControl.Message && await ReadMessageAsync(context, request) is { } error)
        {
            return (null, error);
        }

        var (reply, _, status) = await calls.ControlAsync(request, context.RequestAborted);
        return reply is null ? (null, RunControlErrors.Of(status, runId)) : (reply.State, null);
    }

    private async Task<GatewayError?> ReadMessageAsync(HttpContext context, ControlRunRequest request)
    {
        var (wire, error) = await bodies.ReadAsync(context, NativeJson.Default.NewRunMessage);
        if (wire is null)
        {
            return error;
        }

        request.Text = wire.Text ?? "";
        var problems = new FieldProblems();
        if (request.Text.Length == 0)
        {
            problems.Add("text", "must be a text that is not empty");
        }

        // Without the client's own it is this request's: workers are asked again after a connection that broke in the middle.
        var given = wire.MessageId ?? context.Request.Headers[IdempotencyHeader].FirstOrDefault();
        request.MessageId = given ?? ids.NextText();
        if (request.MessageId.Length is 0 or > MessageIdLengthMax || request.MessageId.Any(char.IsControl))
        {
            problems.Add(
                wire.MessageId is null ? IdempotencyHeader : "message_id",
                $"must have 1 to {MessageIdLengthMax} characters, none of them a control character"
            );
        }

        return problems.Any ? problems.ToError() : null;
    }
}
