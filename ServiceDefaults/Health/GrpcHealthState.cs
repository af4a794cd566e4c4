using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using static Orchestrator.ServiceDefaults.HealthV1.HealthCheckResponse.Types;

namespace Orchestrator.ServiceDefaults;

/// <summary>Answers for the process (""), for "alive" and "ready" as probes say it, and for each gRPC service mapped here.</summary>
internal sealed class GrpcHealthState(ProcessHealth health, EndpointDataSource endpoints)
{
    private const string Alive = "alive";
    private const string Ready = "ready";

    public async Task<ServingStatus> OfAsync(string service, CancellationToken cancellationToken)
    {
        var tag = service switch
        {
            Alive => HealthTags.Live,
            "" or Ready => HealthTags.Ready,
            _ when IsMapped(service) => HealthTags.Ready,
            _ => null,
        };
        if (tag is null)
        {
            return ServingStatus.ServiceUnknown;
        }

        var report = await health.OfAsync(tag, cancellationToken);
        return report.Status == HealthStatus.Unhealthy ? ServingStatus.NotServing : ServingStatus.Serving;
    }

    private bool IsMapped(string service) =>
        endpoints.Endpoints.Any(endpoint =>
            endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.ServiceName == service
        );
}
