using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Aspire.Hosting.ApplicationModel;

public sealed class CommandLineArgsCallbackContext(
    IList<object> args,
    IResource? resource,
    CancellationToken cancellationToken = default
)
{
    public CommandLineArgsCallbackContext(IList<object> args, CancellationToken cancellationToken = default)
        : this(args, resource: null, cancellationToken) { }

    public IList<object> Args { get; } = args;

    public IResource Resource { get; } = resource!; // absent only when a caller made the context without one

    public CancellationToken CancellationToken { get; } = cancellationToken;

    public DistributedApplicationExecutionContext ExecutionContext { get; init; } =
        new(DistributedApplicationOperation.Run);

    public ILogger Logger { get; init; } = NullLogger.Instance;
}
