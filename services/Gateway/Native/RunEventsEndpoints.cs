using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Edge;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Requests;

namespace Orchestrator.Gateway.Native;

/// <summary>What happened in a run, and what happens: its log from any number on, then live until it ends.</summary>
internal sealed class RunEventsEndpoints(RunReading runs, RunSubscribers subscribers, RunEventStream stream, RunLog log)
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapOnly(
            "/api/runs/{id}/events",
            [HttpMethods.Get],
            (HttpContext context, RunEventsEndpoints endpoints, string id) => endpoints.HandleAsync(context, id)
        );

    private async Task HandleAsync(HttpContext context, string id)
    {
        if (!subscribers.TryEnter())
        {
            await RefuseAsync(context, subscribers.Full());
            return;
        }

        try
        {
            await AnswerAsync(context, id);
        }
        finally
        {
            subscribers.Leave();
        }
    }

    private async Task AnswerAsync(HttpContext context, string id)
    {
        var (run, error) = await runs.ReadAsync(id, context.RequestAborted);
        if (run is null)
        {
            // Not null: without a run there is an error.
            await RefuseAsync(context, error!);
            return;
        }

        var problems = new FieldProblems();
        var query = RunEventsQuery.Read(context.Request, run, problems);
        if (problems.Any)
        {
            await RefuseAsync(context, problems.ToError());
        }
        else if (!query.IsLive)
        {
            await log.WriteAsync(context, run, query.After);
        }
        else if (HasEnded(run) && query.After == run.LastSequence)
        {
            // The one answer that tells a browser not to connect again: there is nothing more, and never will be.
            context.Response.StatusCode = StatusCodes.Status204NoContent;
        }
        else
        {
            await stream.WriteAsync(context, run, query.After);
        }
    }

    private static bool HasEnded(RunView run) => run.FinishedAt is not null;

    private static Task RefuseAsync(HttpContext context, GatewayError error) =>
        ErrorResponse.WriteAsync(context, Dialect.Native, error, context.RequestAborted);
}
