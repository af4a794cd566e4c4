using System.Text.Json;
using Anthropic;
using Anthropic.Core;
using Anthropic.Models.Messages;
using Anthropic.Models.Models;
using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Anthropic;

/// <summary>Anthropic's SDK over our connections.</summary>
internal sealed class AnthropicConnection : IDisposable
{
    // The SDK looks for a key in the environment unless it has one. Our handler takes this one away again.
    private const string NoKey = "-";
    private const string Version = "/v1";
    private const string VersionHeader = "anthropic-version";
    private const string OldVersion = "2023-06-01";
    private const int ModelsPerPage = 1000;

    private static readonly Dictionary<string, JsonElement> _nothing = [];

    private readonly HttpMessageHandler _handler;
    private readonly AnthropicClient _client;
    private readonly bool _speaksOldVersion;

    public AnthropicConnection(ReplicaHandler handler, Uri address, AnthropicOptions options)
    {
        (_handler, _speaksOldVersion) = (handler, options.SendSampling);
        _client = new AnthropicClient(
            new ClientOptions
            {
                BaseUrl = BaseOf(address),
                ApiKey = NoKey,
                // Our own limits apply, and whoever calls us decides whether to try again.
                MaxRetries = 0,
                Timeout = Timeout.InfiniteTimeSpan,
                // Its spans may hold prompts when a variable of the environment says so.
                OpenTelemetry = false,
            }
        );
    }

    public async IAsyncEnumerable<RawMessageStreamEvent> ChatAsync(
        IReadOnlyDictionary<string, JsonElement> body,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        using var http = HttpFor(cancellationToken);
        var parameters = MessageCreateParams.FromRawUnchecked(_nothing, _nothing, body);
        await foreach (var item in With(http).Messages.CreateStreaming(parameters, cancellationToken))
        {
            yield return item;
        }
    }

    public async Task<long> CountTokensAsync(
        IReadOnlyDictionary<string, JsonElement> body,
        CancellationToken cancellationToken
    )
    {
        using var http = HttpFor(cancellationToken);
        var parameters = MessageCountTokensParams.FromRawUnchecked(_nothing, _nothing, body);
        return (await With(http).Messages.CountTokens(parameters, cancellationToken)).InputTokens;
    }

    public async Task<IReadOnlyList<ModelInfo>> ListModelsAsync(int max, CancellationToken cancellationToken)
    {
        using var http = HttpFor(cancellationToken);
        var parameters = new ModelListParams { Limit = Math.Min(max, ModelsPerPage) };
        var page = await With(http).Models.List(parameters, cancellationToken);
        List<ModelInfo> models = [.. page.Items];
        while (models.Count < max && page.HasNext())
        {
            page = await page.Next(cancellationToken);
            models.AddRange(page.Items);
        }

        return [.. models.Take(max)];
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The SDK puts the version into each path itself.</summary>
    private static string BaseOf(Uri address)
    {
        var text = address.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return text.EndsWith(Version, StringComparison.OrdinalIgnoreCase) ? text[..^Version.Length] : text;
    }

    // The SDK has no place for the token of the whole call, so each call has a client of its own; they share connections.
    private HttpClient HttpFor(CancellationToken call)
    {
#pragma warning disable CA2000 // It holds nothing, and what it wraps is shared.
        var handler = new CallHandler(_handler, _speaksOldVersion, call);
#pragma warning restore CA2000
        return new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }

    private IAnthropicClient With(HttpClient http) =>
        _client.WithOptions(options => options with { HttpClient = http });

    private sealed class CallHandler(HttpMessageHandler inner, bool speaksOldVersion, CancellationToken call)
        : DelegatingHandler(inner)
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            request.Headers.Authorization = null;
            request.Headers.Remove("x-api-key");
            request.Options.Set(ReplicaHandler.CallToken, call);
            if (speaksOldVersion)
            {
                request.Headers.Remove(VersionHeader);
                request.Headers.Add(VersionHeader, OldVersion);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
