using System.Text;

namespace Orchestrator.Inference.Http;

/// <summary>
/// Stands between a provider's package and the socket, so that all providers share limits, errors and cancellation. It
/// hands a stream on line by line and never collects it.
/// </summary>
/// <remarks>Failures are <see cref="InferenceException"/>; the caller's cancellation is OperationCanceledException.</remarks>
internal class ReplicaHandler(
    HttpCallOptions options,
    TimeProvider clock,
    IHttpDialect dialect,
    EndpointCredential? credential,
    HttpMessageHandler innerHandler
) : DelegatingHandler(innerHandler)
{
    /// <summary>
    /// The token of the whole call. Without it only reads that are given a token can be cancelled after the headers,
    /// because HttpClient lets its own token go then.
    /// </summary>
    public static HttpRequestOptionsKey<CancellationToken> CallToken { get; } = new("Orchestrator.CallToken");

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        credential?.Apply(request);
        var caller = request.Options.TryGetValue(CallToken, out var token) ? token : cancellationToken;
        var limits = dialect.LimitsOf(EndpointOf(request), options);
        CallGuard? guard = new(limits, clock, caller, cancellationToken) { Credential = credential };
        HttpResponseMessage? response = null;
        try
        {
            response = await SendInTimeAsync(request, guard);
            // HEAD asks whether something exists: its status is the answer.
            if (request.Method != HttpMethod.Head)
            {
                await GuardAnswerAsync(response, limits, guard);
                guard = null; // the answer's stream disposes it
            }

            return Interlocked.Exchange(ref response, null);
        }
        finally
        {
            response?.Dispose();
            guard?.Dispose();
        }
    }

    private static string EndpointOf(HttpRequestMessage request)
    {
        var path = request.RequestUri?.AbsolutePath ?? string.Empty;
        return path[(path.LastIndexOf('/') + 1)..];
    }

    private async Task<HttpResponseMessage> SendInTimeAsync(HttpRequestMessage request, CallGuard guard)
    {
        try
        {
            return await base.SendAsync(request, guard.Token);
        }
        catch (Exception exception) when (TransportFailures.IsOfTransport(exception))
        {
            throw guard.Explain(exception, CancellationToken.None);
        }
    }

    private async Task GuardAnswerAsync(HttpResponseMessage response, CallLimits limits, CallGuard guard)
    {
        var body = await response.Content.ReadAsStreamAsync(guard.Token);
        guard.Watch(body);
        if (!response.IsSuccessStatusCode)
        {
            throw new InferenceException(await ReadErrorAsync(response, guard));
        }

        var answer = limits.Lines is { } rule
            ? (Stream)new AnswerLines(body, guard, rule, options)
            : new AnswerBody(body, guard, options.MaxBodyBytes);
        response.Content = WithHeadersOf(response.Content, answer);
    }

    private async Task<InferenceError> ReadErrorAsync(HttpResponseMessage response, CallGuard guard)
    {
        var status = (int)response.StatusCode;
        var words = ErrorBody.Read(await ReadWordsAsync(guard));
        var error = dialect.OfStatus(status, credential?.Redact(words, status) ?? words);
        return error.Cause == InferenceCause.Busy
            ? error with
            {
                RetryAfter = RetryAfter.In(response.Headers, clock.GetUtcNow()),
            }
            : error;
    }

    /// <summary>As much of the error as came; the status alone is worth reporting when the body does not arrive.</summary>
    private async Task<string> ReadWordsAsync(CallGuard guard)
    {
        var bytes = new byte[options.MaxErrorBytes];
        var length = 0;
        try
        {
            int count;
            do
            {
                count = await guard.ReadAsync(bytes.AsMemory(length), CancellationToken.None);
                length += count;
            } while (count > 0 && length < bytes.Length);
        }
        catch (InferenceException) { }

        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    private static StreamContent WithHeadersOf(HttpContent original, Stream answer)
    {
        var content = new StreamContent(answer);
        foreach (var (name, values) in original.Headers.NonValidated)
        {
            content.Headers.TryAddWithoutValidation(name, values);
        }

        // The answer may be ended early on purpose, after its last line.
        content.Headers.ContentLength = null;
        return content;
    }
}
