namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Puts the service credential and the caller's name on each call. Not CallCredentials: those refuse a connection without
/// TLS, and a channel handed out as such has no other place for them.
/// </summary>
internal sealed class OutgoingHeaders(ServiceCredential credential, OwnCalls process, HttpMessageHandler inner)
    : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        request.Headers.TryAddWithoutValidation(ServiceCredential.HeaderName, credential.Text);
        request.Headers.TryAddWithoutValidation(OwnCalls.HeaderName, process.ProcessId);
        return base.SendAsync(request, cancellationToken);
    }
}
