using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Decisions;
using Orchestrator.Router.Fleet;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router.Grpc;

internal sealed partial class RouterGrpcService(
    RouteDecider decider,
    ReplicaSelector selector,
    FleetView fleet,
    RouterReadiness readiness,
    IOptions<RouterOptions> options,
    ILogger<RouterGrpcService> logger
) : Contracts.Router.V1.Router.RouterBase
{
    public override async Task<RouteResponse> Route(RouteRequest request, ServerCallContext context)
    {
        var input = RouteValidation.ToInput(request, options.Value);
        RequireFleet();
        var decision = await decider.DecideAsync(input, context.CancellationToken);
        if (decision.Result is SelectionResult.Refused refused)
        {
            LogRefused(decision.Request.RunId, refused.Kind, fleet.Current.Replicas.Count);
        }

        return RouterMapping.ToResponse(decision, request.DryRun || request.Explain);
    }

    public override Task<ReportAck> ReportAttempts(AttemptReports request, ServerCallContext context)
    {
        RouteValidation.Check(request, options.Value);
        foreach (var report in request.Reports)
        {
            selector.Report(ToReported(report));
        }

        return Task.FromResult(new ReportAck());
    }

    public override Task<FleetResponse> GetFleet(FleetRequest request, ServerCallContext context)
    {
        RequireFleet();
        return Task.FromResult(FleetMapping.ToResponse(fleet.Current));
    }

    // UNAVAILABLE sends the caller to the next router, which may know the fleet already.
    private void RequireFleet()
    {
        if (!readiness.IsReady)
        {
            throw new RpcException(new Status(StatusCode.Unavailable, "This router does not know the fleet yet."));
        }
    }

    private static AttemptReported ToReported(AttemptReport report) =>
        new(report.RunId, report.Replica, report.Epoch, Outcome(report))
        {
            Model = report.Model,
            OutputTokens = (int)Math.Min(report.OutputTokens, int.MaxValue),
            ExpectedTokens = (int)Math.Min(report.ExpectedTokens, int.MaxValue),
        };

    private static AttemptOutcome Outcome(AttemptReport report) =>
        report.Result switch
        {
            AttemptResult.Completed => AttemptOutcome.Completed,
            AttemptResult.Failed when report.Cause == FailureCause.Server => AttemptOutcome.ServerFailed,
            AttemptResult.Failed when report.Cause == FailureCause.Busy => AttemptOutcome.Busy,
            AttemptResult.Failed => AttemptOutcome.Failed,
            AttemptResult.Busy => AttemptOutcome.Busy,
            _ => AttemptOutcome.NotItsFault,
        };

    [LoggerMessage(2020, LogLevel.Warning, "Run {RunId} refused: {Reason}, in a fleet of {FleetSize} replicas.")]
    private partial void LogRefused(string runId, RefusalKind reason, int fleetSize);
}
