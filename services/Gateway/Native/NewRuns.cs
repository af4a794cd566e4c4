using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Runs;
using Orchestrator.Gateway.Runs.Answers;
using Orchestrator.Gateway.Terms;
using Orchestrator.Placement;
using Orchestrator.Placement.Routing;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Native;

/// <summary>
/// Starts runs that nobody waits for: the router says how, a worker writes the run down, and it goes on whether the client
/// stays or not.
/// </summary>
internal sealed class NewRuns(
    RouteClient router,
    RunCalls calls,
    CallerTerms callers,
    IOptions<PlacementLimits> limits,
    IdSource ids
)
{
    /// <returns>What a worker has acknowledged, or why there is none; exactly one of the two is null.</returns>
    public async Task<(StartRunRequest? Run, GatewayError? Error)> StartAsync(HttpContext context, NewRun wire)
    {
        var problems = new FieldProblems();
        var question = callers.Apply(context, NewRunMapping.ToQuestion(wire, problems), problems);
        var terms = NewRunMapping.ToTerms(wire, problems);
        if (problems.Any)
        {
            return (null, problems.ToError());
        }

        var runId = ids.NextText();
        var route = RouteRequests.From(question, runId, limits.Value);
        // Each of its steps is placed, and counted as load, by itself.
        route.DryRun = true;
        var (decision, refusal) = await router.RouteAsync(route, context.RequestAborted);
        return decision is null
            ? (null, refusal?.ToGateway())
            : await StartAsync(ToRequest(runId, question, decision, terms), context.RequestAborted);
    }

    private async Task<(StartRunRequest? Run, GatewayError? Error)> StartAsync(
        StartRunRequest request,
        CancellationToken cancellationToken
    )
    {
        var (taken, _, status) = await calls.StartAsync(request, cancellationToken);
        return taken is not null ? (request, null)
            : status.StatusCode == StatusCode.InvalidArgument ? (null, RunControlErrors.Refused(status))
            : (null, RunErrors.NotTaken(status).ToGateway());
    }

    private static StartRunRequest ToRequest(string runId, Question question, RouteResponse decision, NewRunTerms terms)
    {
        var request = StartRunRequests.From(runId, question, decision);
        request.Budget = terms.Budget;
        request.Deadline = terms.Deadline;
        request.Interactive = terms.Interactive;
        // For another strategy the worker refuses it.
        request.Workflow = request.Workflow.Length > 0 ? request.Workflow : terms.Workflow;
        request.Members = terms.Members > 0 ? terms.Members : request.Members;
        if (terms.Models.Count > 0)
        {
            UseOnly(request, terms);
        }
        else if (request.Models.Count == 0)
        {
            // A single answer: the models of the places where it could be given.
            request.Models.AddRange(
                decision.Choices.Select(choice => choice.Model).Distinct(StringComparer.OrdinalIgnoreCase)
            );
        }

        return request;
    }

    // What the router expects of other models would be refused.
    private static void UseOnly(StartRunRequest request, NewRunTerms terms)
    {
        request.Models.Clear();
        request.Models.AddRange(terms.Models);
        var known = request
            .Outlooks.Where(outlook => terms.Models.Contains(outlook.Model, StringComparer.OrdinalIgnoreCase))
            .ToList();
        request.Outlooks.Clear();
        request.Outlooks.AddRange(known);
        request.Members = terms.Members > 0 ? terms.Members : Math.Min(request.Members, (uint)terms.Models.Count);
    }
}
