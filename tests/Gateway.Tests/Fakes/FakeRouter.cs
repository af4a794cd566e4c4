using System.Threading.Channels;
using Grpc.Core;
using Orchestrator.Contracts.Router.V1;

namespace Orchestrator.Gateway.Tests.Fakes;

/// <summary>Answers as the test says, and keeps what it was told.</summary>
internal sealed class FakeRouter : Router.RouterBase
{
    private readonly Channel<AttemptReport> _reports = Channel.CreateUnbounded<AttemptReport>();
    private readonly List<RouteRequest> _asked = [];

    public Func<RouteRequest, RouteResponse> OnRoute { get; set; } = _ => Decisions.Refusal(RefusalReason.NoReplica);

    /// <summary>So many calls from now on lose their connection in the middle, as when the process dies.</summary>
    public int CallsThatBreakOff { get; set; }

    public FleetResponse Fleet { get; set; } = new();

    public IReadOnlyList<RouteRequest> Asked
    {
        get
        {
            lock (_asked)
            {
                return [.. _asked];
            }
        }
    }

    public Task<AttemptReport> NextReportAsync() =>
        _reports.Reader.ReadAsync().AsTask().Within("a router gets the report of an attempt");

    public override Task<RouteResponse> Route(RouteRequest request, ServerCallContext context)
    {
        lock (_asked)
        {
            _asked.Add(request);
        }

        if (CallsThatBreakOff > 0)
        {
            CallsThatBreakOff--;
            context.GetHttpContext().Abort();
        }

        return Task.FromResult(OnRoute(request));
    }

    public override Task<ReportAck> ReportAttempts(AttemptReports request, ServerCallContext context)
    {
        foreach (var report in request.Reports)
        {
            _reports.Writer.TryWrite(report);
        }

        return Task.FromResult(new ReportAck());
    }

    public override Task<FleetResponse> GetFleet(FleetRequest request, ServerCallContext context) =>
        Task.FromResult(Fleet);
}
