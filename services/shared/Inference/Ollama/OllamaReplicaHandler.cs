using System.Text;

namespace Orchestrator.Inference.Ollama;

/// <summary>
/// Stands between OllamaSharp and the socket and puts right what the package loses: the words of an error, errors inside
/// a stream, a stream that ends early, prompt cancellation, and time limits. It hands a stream on line by line and never
/// collects it. Works the same under the genuine package and the stand-in.
/// </summary>
/// <remarks>Failures are <see cref="InferenceException"/>; the caller's cancellation is OperationCanceledException.</remarks>
public sealed class OllamaReplicaHandler(OllamaOptions options, TimeProvider clock, HttpMessageHandler innerHandler)
    : DelegatingHandler(innerHandler)
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
        var caller = request.Options.TryGetValue(CallToken, out var token) ? token : cancellationToken;
        var limits = CallLimits.For(request, options);
        CallGuard? guard = new(limits, clock, caller, cancellationToken);
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

    private async Task<HttpResponseMessage> SendInTimeAsync(HttpRequestMessage request, CallGuard guard)
    {
        try
        {
            return await base.SendAsync(request, guard.Token);
        }
        catch (Exception exception) when (OllamaFailures.IsOfTransport(exception))
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
            var text = await ReadErrorAsync(guard);
            throw new InferenceException(OllamaFailures.OfStatus((int)response.StatusCode, text));
        }

        var answer = limits.IsLines
            ? (Stream)new AnswerLines(body, guard, limits.EndsWithDone, options)
            : new AnswerBody(body, guard, options.MaxBodyBytes);
        response.Content = WithHeadersOf(response.Content, answer);
    }

    /// <summary>As much of the error as came; the status alone is worth reporting when the body does not arrive.</summary>
    private async Task<string> ReadErrorAsync(CallGuard guard)
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
