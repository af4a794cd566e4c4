using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

public class EnvironmentCallbackContext(
    DistributedApplicationExecutionContext executionContext,
    Dictionary<string, object>? environmentVariables = null,
    CancellationToken cancellationToken = default
)
{
    public EnvironmentCallbackContext(
        DistributedApplicationExecutionContext executionContext,
        IResource resource,
        Dictionary<string, object>? environmentVariables = null,
        CancellationToken cancellationToken = default
    )
        : this(executionContext, environmentVariables, cancellationToken) => Resource = resource;

    public Dictionary<string, object> EnvironmentVariables { get; } =
        environmentVariables ?? new Dictionary<string, object>(StringComparer.Ordinal);

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public ILogger Logger { get; set; } = NullLogger.Instance;

    public IResource Resource
    {
        get => field ?? throw new InvalidOperationException("The context has no resource.");
    }

    /// <summary>The replica that the variables are for.</summary>
    internal string? InstanceId { get; init; }

    public DistributedApplicationExecutionContext ExecutionContext { get; } = executionContext;
}
