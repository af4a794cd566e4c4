using System.Net.Http.Headers;
using Orchestrator.Inference.Secrets;

namespace Orchestrator.Inference.Http;

/// <summary>
/// An endpoint's secret on its way into a request header, and nowhere else: it goes to the endpoint's own host only, and
/// what the endpoint says about it is cut out of errors.
/// </summary>
/// <param name="secret">Read anew for each request.</param>
/// <param name="endpoint">The only host that gets it.</param>
internal sealed class EndpointCredential(ISecret secret, Uri endpoint)
{
    private const string Hidden = "[secret]";

    private string _lastSent = string.Empty;

    /// <exception cref="ArgumentException">The address holds a secret, which logs and metrics would show.</exception>
    public static EndpointCredential? Of(ReplicaEndpoint endpoint) =>
        endpoint.Address.UserInfo.Length > 0
            ? throw new ArgumentException(
                $"The address of '{endpoint.Name}' must not hold a user or a password.",
                nameof(endpoint)
            )
        : endpoint.ApiKey is { } secret ? new EndpointCredential(secret, endpoint.Address)
        : null;

    /// <summary>Adds the header, and takes away what the provider's package may have put there.</summary>
    public void Apply(HttpRequestMessage request)
    {
        request.Headers.Authorization = null;
        if (request.RequestUri is not { } target || !IsEndpoint(target))
        {
            return;
        }

        // Checked here too: the secret may be of an operator's own kind, and a header's complaint would quote it.
        var text = SecretText.Checked(secret.Read(), secret.Source);
        Volatile.Write(ref _lastSent, text);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", text);
    }

    /// <summary>Of an endpoint that does not let us in the words are dropped: they tend to quote what was sent.</summary>
    public ErrorWords Redact(ErrorWords words, int status) =>
        words with
        {
            Message = status is 401 or 403
                ? $"The endpoint does not accept the secret from {secret.Source}."
                : Redact(words.Message),
        };

    public string Redact(string words)
    {
        var sent = Volatile.Read(ref _lastSent);
        return sent.Length == 0 ? words : words.Replace(sent, Hidden, StringComparison.OrdinalIgnoreCase);
    }

    public override string ToString() => $"credential from {secret.Source}";

    private bool IsEndpoint(Uri target) =>
        Uri.Compare(
            target,
            endpoint,
            UriComponents.SchemeAndServer,
            UriFormat.Unescaped,
            StringComparison.OrdinalIgnoreCase
        ) == 0;
}
