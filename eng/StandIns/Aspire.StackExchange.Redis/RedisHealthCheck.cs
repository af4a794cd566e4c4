using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Healthy when the server answers a PING.</summary>
/// <param name="client">Asked for inside the check, so that a connection that cannot be opened is a finding, too.</param>
internal sealed class RedisHealthCheck(Func<IConnectionMultiplexer> client) : IHealthCheck
{
    /// <summary>This version of the client has no deadline for asynchronous commands: a silent server would hang the check.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            await client().GetDatabase().PingAsync().WaitAsync(Deadline, cancellationToken);
            return HealthCheckResult.Healthy();
        }
        // Whatever keeps Redis from answering is the finding; only the caller's own hang-up is not.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, description: null, exception);
        }
    }
}
