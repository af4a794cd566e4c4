using System.Diagnostics;
using Grpc.Core;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Placement.Failures;

namespace Orchestrator.Placement.Routing;

/// <summary>Asks a router, within a deadline.</summary>
internal sealed partial class RouteClient(
    Router.RouterClient router,
    IOptions<PlacementLimits> limits,
    ILogger<RouteClient> logger
)
{
    /// <returns>A decision with at least one choice, or why there is none; exactly one of the two is null.</returns>
    public async Task<(RouteResponse? Decision, PlacementError? Error)> RouteAsync(
        RouteRequest request,
        CancellationToken cancellationToken
    )
    {
        var (decision, error) = await AskAsync(request, Patience(request), cancellationToken);
        return decision is null ? (null, error)
            : RouteRefusals.From(decision, request) is { } refusal ? (null, refusal)
            : (decision, null);
    }

    /// <summary>The decision as it is, refusals included.</summary>
    public Task<(RouteResponse? Decision, PlacementError? Error)> AskAsync(
        RouteRequest request,
        CancellationToken cancellationToken
    ) => AskAsync(request, limits.Value.RouteDeadline, cancellationToken);

    public Task<(FleetResponse? Fleet, PlacementError? Error)> FleetAsync(CancellationToken cancellationToken) =>
        CallAsync(
            options => router.GetFleetAsync(new FleetRequest(), options),
            limits.Value.RouteDeadline,
            cancellationToken
        );

    private Task<(RouteResponse? Decision, PlacementError? Error)> AskAsync(
        RouteRequest request,
        TimeSpan patience,
        CancellationToken cancellationToken
    ) => CallAsync(options => router.RouteAsync(request, options), patience, cancellationToken);

    /// <summary>Who has a second until the first token does not wait for longer than that for the decision.</summary>
    private TimeSpan Patience(RouteRequest request) =>
        Durations.Read(request.Deadline) is { } left && left < limits.Value.RouteDeadline
            ? left
            : limits.Value.RouteDeadline;

    private async Task<(T? Value, PlacementError? Error)> CallAsync<T>(
        Func<CallOptions, AsyncUnaryCall<T>> ask,
        TimeSpan patience,
        CancellationToken cancellationToken
    )
        where T : class
    {
        // gRPC deadlines are points in the machine's own time, whatever clock the rest of us follows.
        var deadline = TimeProvider.System.GetUtcNow().UtcDateTime + patience;
        var options = new CallOptions(deadline: deadline, cancellationToken: cancellationToken);
        for (var retries = limits.Value.MaxBrokenRouteCalls; ; retries--)
        {
            try
            {
                using var call = ask(options);
                return (await call.ResponseAsync, null);
            }
            // Asking twice changes nothing, so a router that dies half-way through its answer costs no request.
            catch (RpcException exception)
                when (retries > 0 && !cancellationToken.IsCancellationRequested && BrokeOff(exception)) { }
            catch (RpcException exception)
            {
                // A caller that left is no failure of the router, and whoever waits for it expects a cancellation.
                cancellationToken.ThrowIfCancellationRequested();
                LogRouterFailed(exception.StatusCode, Activity.Current?.TraceId.ToString() ?? "");
                return (null, Unavailable);
            }
        }
    }

    /// <summary>
    /// The connection failed, and not the router: a status that a server sent has no exception of this side behind it.
    /// The channel's own retries take turns between the addresses for all callers together, so under load every one of
    /// them may meet the router that is dying.
    /// </summary>
    private static bool BrokeOff(RpcException exception) =>
        exception is { Status.DebugException: not null, StatusCode: not StatusCode.DeadlineExceeded };

    private static PlacementError Unavailable =>
        new(PlacementErrorKind.RouterUnavailable, "No router answers: requests cannot be placed at the moment.")
        {
            Cause = "router_unavailable",
            RetryAfter = TimeSpan.FromSeconds(2),
        };

    [LoggerMessage(1101, LogLevel.Warning, "No router answered: {Status}, trace {TraceId}.")]
    private partial void LogRouterFailed(StatusCode status, string traceId);
}
