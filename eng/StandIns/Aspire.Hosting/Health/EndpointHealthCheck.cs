using System.Net;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Health;

/// <summary>Healthy when a GET is answered with exactly the expected status.</summary>
internal sealed class EndpointHealthCheck(
    Func<CancellationToken, ValueTask<Uri>> address,
    int expectedStatus,
    bool http2
) : IHealthCheck
{
    /// <summary>An address that takes a connection and never answers must not hold up the next check.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private static readonly HttpClient Client = new(
        new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
        }
    )
    {
        Timeout = Timeout.InfiniteTimeSpan, // Deadline applies
    };

    public EndpointHealthCheck(EndpointReference endpoint, string path, int expectedStatus)
        : this(
            _ => ValueTask.FromResult(new Uri(new Uri(endpoint.Url), path)),
            expectedStatus,
            endpoint.EndpointAnnotation.Transport == "http2"
        ) { }

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    )
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Deadline);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, await address(deadline.Token));
            request.Version = http2 ? HttpVersion.Version20 : HttpVersion.Version11;
            request.VersionPolicy = http2
                ? HttpVersionPolicy.RequestVersionExact
                : HttpVersionPolicy.RequestVersionOrLower;
            using var response = await Client.SendAsync(
                request,
                HttpCompletionOption.ResponseHeadersRead,
                deadline.Token
            );
            return (int)response.StatusCode == expectedStatus
                ? HealthCheckResult.Healthy()
                : Failed(context, $"The endpoint answered {(int)response.StatusCode}, expected was {expectedStatus}.");
        }
        // Whatever keeps it from answering is the finding; only the caller's own hang-up is not.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(context, exception.Message, exception);
        }
    }

    private static HealthCheckResult Failed(HealthCheckContext context, string why, Exception? exception = null) =>
        new(context.Registration.FailureStatus, why, exception);
}
