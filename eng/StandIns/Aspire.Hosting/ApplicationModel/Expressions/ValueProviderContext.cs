namespace Aspire.Hosting.ApplicationModel;

/// <summary>For whom a value is computed.</summary>
public class ValueProviderContext
{
    public DistributedApplicationExecutionContext? ExecutionContext { get; init; }

    public IResource? Caller { get; init; }

    /// <summary>The port that this instance listens on for an endpoint of its own: replicas differ.</summary>
    internal Func<EndpointAnnotation, int>? TargetPortOf { get; init; }
}
