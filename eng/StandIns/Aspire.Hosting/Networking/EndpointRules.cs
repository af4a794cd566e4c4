using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Networking;

/// <summary>What an endpoint may not ask for. Pure.</summary>
internal static class EndpointRules
{
    public static void Check(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (Fault(resource, endpoint) is { } fault)
            {
                throw new DistributedApplicationException(fault);
            }
        }
    }

    private static string? Fault(IResource resource, EndpointAnnotation endpoint)
    {
        var hasReplicas = resource.GetReplicaCount() > 1;
        return (endpoint.IsProxied, hasReplicas) switch
        {
            (false, true) =>
                $"Resource '{resource.Name}' uses multiple replicas and a proxy-less endpoint '{endpoint.Name}'. These features do not work together.",
            (false, _) when endpoint.Port is { } port && endpoint.TargetPort is { } target && port != target =>
                $"Endpoint '{endpoint.Name}' of resource '{resource.Name}' is proxy-less, and its 'Port' property ({port}) "
                    + $"is different from its 'TargetPort' property ({target}). They must be the same.",
            (true, true) when endpoint.TargetPort is not null =>
                $"Resource '{resource.Name}' can have multiple replicas, and it uses endpoint '{endpoint.Name}' that has "
                    + "'TargetPort' property set. Each replica must have a unique port; setting TargetPort is not allowed.",
            (true, _)
                when resource is not ContainerResource && endpoint.Port is { } port && endpoint.TargetPort == port =>
                $"The endpoint '{endpoint.Name}' for resource '{resource.Name}' requested a proxy (IsProxied is true). "
                    + "Non-container resources cannot be proxied when both TargetPort and Port are specified with the same value.",
            _ => null,
        };
    }
}
