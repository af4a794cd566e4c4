using Microsoft.Extensions.Diagnostics.HealthChecks;
using StackExchange.Redis;

namespace Aspire.StackExchange.Redis;

/// <summary>Healthy when the server answers a PING.</summary>
/// <param name="client">Asked for inside the check, so that a connection that cannot be opened is a finding, too.</param>
internal sealed class RedisHealthCheck(Func<IConnectionMultiplexer> client) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            var multiplexer = client();

            // This version of the client has no deadline for asynchronous commands; a silent server would never be noticed.
            await multiplexer
                .GetDatabase()
                .PingAsync()
                .WaitAsync(TimeSpan.FromMilliseconds(multiplexer.TimeoutMilliseconds), cancellationToken);
            return HealthCheckResult.Healthy();
        }
        // Whatever keeps Redis from answering is the finding; only the caller's own hang-up is not.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, description: null, exception);
        }
    }
}
