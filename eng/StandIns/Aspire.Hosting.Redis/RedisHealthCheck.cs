using Aspire.Hosting.ApplicationModel;
using LocalServers;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

/// <summary>Logs in and pings, in the protocol's own bytes: the AppHost needs no client library for that.</summary>
internal sealed class RedisHealthCheck(RedisResource redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        var password = redis.PasswordParameter is { } parameter
            ? await parameter.GetValueAsync(cancellationToken)
            : null;
        var answer = await LoopbackProbe.AskAsync(
            redis.PrimaryEndpoint.Port,
            RedisGreeting.For(password),
            cancellationToken
        );
        return RedisGreeting.IsWelcome(answer)
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus, "Redis does not answer a login and a ping.");
    }
}
