using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Router.Decisions;

namespace Orchestrator.Router.Grpc;

/// <summary>Checks the terms of a request: who goes first, whose share it is, until when, what time and money are worth.</summary>
internal static class TermsValidation
{
    /// <exception cref="RpcException">INVALID_ARGUMENT, naming the field.</exception>
    public static RouteInput With(this RouteInput input, RouteRequest request, RouterOptions limits)
    {
        RouteValidation.CheckName("tenant", request.Tenant, limits, mayBeEmpty: true);
        RouteValidation.CheckName("role", request.Role, limits, mayBeEmpty: true);
        RouteValidation.CheckCount("prefix", request.Prefix.Count, limits.MaxPrefixHashes);
        CheckHeaders(request, limits);
        return input with
        {
            Priority = ToPriority(request.Priority),
            Tenant = request.Tenant,
            Deadline = ToDeadline(request.Deadline),
            Prefix = [.. request.Prefix],
            Headers = request.Headers.ToDictionary(StringComparer.Ordinal),
            LatencyWeight = request.HasLatencyWeight ? Weight("latency_weight", request.LatencyWeight) : null,
            CostWeight = request.HasCostWeight ? Weight("cost_weight", request.CostWeight) : null,
            Role = request.Role,
            SingleOnly = request.SingleOnly,
        };
    }

    private static void CheckHeaders(RouteRequest request, RouterOptions limits)
    {
        RouteValidation.CheckCount("headers", request.Headers.Count, limits.MaxHeaders);
        foreach (var (name, value) in request.Headers)
        {
            RouteValidation.CheckName("headers", name, limits, mayBeEmpty: false);
            if (value.Length > limits.MaxHeaderChars)
            {
                throw RouteValidation.Wrong(
                    "headers",
                    $"has a value of {value.Length} characters; at most {limits.MaxHeaderChars} are allowed"
                );
            }
        }
    }

    private static Decisions.RequestPriority ToPriority(Contracts.Router.V1.RequestPriority priority) =>
        priority switch
        {
            Contracts.Router.V1.RequestPriority.Unspecified or Contracts.Router.V1.RequestPriority.Interactive =>
                Decisions.RequestPriority.Interactive,
            Contracts.Router.V1.RequestPriority.Normal => Decisions.RequestPriority.Normal,
            Contracts.Router.V1.RequestPriority.Batch => Decisions.RequestPriority.Batch,
            _ => throw RouteValidation.Wrong("priority", "must be interactive, normal or batch"),
        };

    private static TimeSpan? ToDeadline(Duration? deadline)
    {
        if (deadline is null)
        {
            return null;
        }

        // A duration whose parts do not belong together cannot be converted at all.
        if (
            deadline.Seconds is < 0 or > Duration.MaxSeconds
            || deadline.Nanos is < 0 or >= Duration.NanosecondsPerSecond
        )
        {
            throw RouteValidation.Wrong("deadline", "must be a duration that is not negative");
        }

        return deadline.ToTimeSpan();
    }

    private static double Weight(string field, double weight) =>
        double.IsFinite(weight) && weight >= 0
            ? weight
            : throw RouteValidation.Wrong(field, "must be a finite number that is not negative");
}
