using System.Globalization;
using System.Text.Json;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Responses;
using Orchestrator.Gateway.Runs;

namespace Orchestrator.Gateway.Native;

/// <summary>All runs, newest first, and the start of a new one.</summary>
internal sealed class RunListEndpoints(RunCalls calls, NewRuns starts, NativeBody bodies)
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapOnly(
            "/api/runs",
            [HttpMethods.Get, HttpMethods.Post],
            (HttpContext context, RunListEndpoints endpoints) =>
                HttpMethods.IsPost(context.Request.Method)
                    ? endpoints.StartAsync(context)
                    : endpoints.ListAsync(context)
        );

    private async Task StartAsync(HttpContext context)
    {
        var (wire, error) = await bodies.ReadAsync(context, NativeJson.Default.NewRun);
        StartRunRequest? run = null;
        if (wire is not null)
        {
            (run, error) = await starts.StartAsync(context, wire);
        }

        if (run is null)
        {
            // Not null: without a run there is an error.
            await RefuseAsync(context, error!);
            return;
        }

        var response = context.Response;
        response.StatusCode = StatusCodes.Status202Accepted;
        response.Headers.Location = $"/api/runs/{run.RunId}";
        response.Headers[RunHeaders.Run] = run.RunId;
        response.Headers[RunHeaders.Task] = RunHeaders.Ascii(run.Task);
        response.Headers[RunHeaders.Strategy] = RunHeaders.Ascii(run.Strategy);
        await using var json = Open(response);
        RunListJson.WriteStarted(json, run);
    }

    private async Task ListAsync(HttpContext context)
    {
        var problems = new FieldProblems();
        var request = ToRequest(context.Request.Query, problems);
        if (problems.Any)
        {
            await RefuseAsync(context, problems.ToError());
            return;
        }

        var (list, _, status) = await calls.ListAsync(request, context.RequestAborted);
        if (list is null)
        {
            var error =
                status.StatusCode == StatusCode.InvalidArgument
                    ? RunControlErrors.Refused(status)
                    : RunErrors.NoWorker("No worker lists runs at the moment.").ToGateway();
            await RefuseAsync(context, error);
            return;
        }

        context.Response.Headers.CacheControl = "no-cache";
        await using var json = Open(context.Response);
        RunListJson.Write(json, list);
    }

    private static ListRunsRequest ToRequest(IQueryCollection query, FieldProblems problems)
    {
        var limit = query["limit"].ToString();
        var count = 0u;
        if (
            limit.Length > 0
            && (!uint.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count == 0)
        )
        {
            problems.Add("limit", "must be an integer from 1");
        }

        return new ListRunsRequest
        {
            State = query["state"].ToString(),
            Limit = count,
            After = query["after"].ToString(),
        };
    }

    private static Utf8JsonWriter Open(HttpResponse response)
    {
        response.ContentType = "application/json; charset=utf-8";
        return new Utf8JsonWriter(response.BodyWriter, Json.WriterOptions);
    }

    private static Task RefuseAsync(HttpContext context, GatewayError error) =>
        ErrorResponse.WriteAsync(context, Dialect.Native, error, context.RequestAborted);
}
