using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Orchestrator.Inference.Abstractions;
using Orchestrator.Inference.Http;
using Orchestrator.Inference.Naming;

namespace Orchestrator.Inference.OpenAi;

/// <summary>
/// One endpoint that speaks OpenAI's interface: OpenAI itself, vLLM, LM Studio, llama.cpp's server and many clouds. What
/// only some of them have is used where it is there and never required.
/// </summary>
public sealed class OpenAiReplicaClient : IReplicaClient
{
    private readonly HostedCallOptions _limits;
    private readonly TimeProvider _clock;
    private readonly OpenAiConnection _connection;
    private readonly OpenAiRequests _requests;
    private readonly LlamaServer? _llama;
    private readonly ModelList _models;
    private LlamaProps? _props;

    internal OpenAiReplicaClient(
        ReplicaEndpoint endpoint,
        HttpClient http,
        HostedCallOptions limits,
        TimeProvider clock
    )
    {
        var address = OpenAiAddress.Of(endpoint.Address);
        (Address, _limits, _clock) = (endpoint.Address, limits, clock);
        _connection = new OpenAiConnection(http, address);
        _requests = new OpenAiRequests(address.IsStrict);
        _llama = address.IsStrict ? null : new LlamaServer(_connection);
        _models = new ModelList(AskModelsAsync, endpoint.Models, limits.ModelListAge, clock);
    }

    public Uri Address { get; }

    public IModelMemory? Memory => null;

    public IModelStore? Store => null;

    public async IAsyncEnumerable<ChatDelta> ChatAsync(
        ChatCall call,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var native = await _models.NativeAsync(call.Model, cancellationToken);
        var body = _requests.Chat(call, native);
        var deltas = ReplicaStream.ReadAsync(
            token => ReadAsync(body, token),
            TransportFailures.OfClient,
            cancellationToken
        );
        await foreach (var delta in deltas)
        {
            yield return delta;
        }
    }

    public async Task<EmbedAnswer> EmbedAsync(EmbedCall call, CancellationToken cancellationToken)
    {
        var native = await _models.NativeAsync(call.Model, cancellationToken);
        if (call.Inputs.Count == 0)
        {
            return new EmbedAnswer([], new TokenUsage(0, 0), new CallTimings(default, default, default, default));
        }

        var body = OpenAiRequests.Embed(call, native);
        var clock = new CallClock(_clock);
        return await ReplicaStream.CallAsync(
            async token =>
                OpenAiEmbeddings.Of(
                    Parse(await _connection.EmbedAsync(body, token)),
                    call.Inputs.Count,
                    clock.Timings()
                ),
            cancellationToken
        );
    }

    public async Task<IReadOnlyList<InstalledModel>> ListInstalledAsync(CancellationToken cancellationToken) =>
        [.. (await _models.GetAsync(cancellationToken)).Select(model => model.Value.ToInstalled(model.Key))];

    public async Task<IReadOnlyList<LoadedModel>> ListLoadedAsync(CancellationToken cancellationToken) =>
        [.. (await _models.GetAsync(cancellationToken)).Select(model => model.Value.ToLoaded(model.Key))];

    public async Task<ModelCard> ShowAsync(ModelId model, CancellationToken cancellationToken)
    {
        var found = await _models.FindAsync(model, cancellationToken);
        return found.Value.ToCard(found.Key);
    }

    /// <summary>llama.cpp's build; other servers state none.</summary>
    public async Task<string> GetVersionAsync(CancellationToken cancellationToken)
    {
        await _models.GetAsync(cancellationToken);
        return Volatile.Read(ref _props)?.Version ?? "";
    }

    public async Task<EndpointLoad?> GetLoadAsync(CancellationToken cancellationToken)
    {
        if (_llama is null)
        {
            return null;
        }

        await _models.GetAsync(cancellationToken);
        return await _llama.GetLoadAsync(Volatile.Read(ref _props)?.Slots, cancellationToken);
    }

    public IChatClient AsChatClient(ModelId model) => new ReplicaChatClient(this, model, OpenAiProvider.KindName);

    public IEmbeddingGenerator<string, Embedding<float>> AsEmbeddingGenerator(ModelId model) =>
        new ReplicaEmbeddingGenerator(this, model, OpenAiProvider.KindName);

    public void Dispose()
    {
        _models.Dispose();
        _connection.Dispose();
    }

    private async IAsyncEnumerable<ChatDelta> ReadAsync(
        BinaryData body,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var clock = new CallClock(_clock);
        var answer = new OpenAiAnswer(_limits);
        using var response = await _connection.ChatAsync(body, cancellationToken);
        var events = SseParser.Create(response.ContentStream ?? Stream.Null, (_, data) => Chunk(data));
        await foreach (var item in events.EnumerateAsync(cancellationToken))
        {
            var deltas = answer.Read(item.Data);
            if (deltas.Count > 0 || answer.IsCallingTools)
            {
                clock.Piece();
            }

            foreach (var delta in deltas)
            {
                yield return delta;
            }
        }

        yield return answer.Finish(clock);
    }

    private Task<IReadOnlyList<ListedModel>> AskModelsAsync(CancellationToken cancellationToken) =>
        ReplicaStream.CallAsync(
            async token =>
            {
                try
                {
                    var listed = Parse(await _connection.ListModelsAsync(token));
                    var props = _llama is null ? null : await _llama.GetPropsAsync(token);
                    Volatile.Write(ref _props, props);
                    return OpenAiModels.Of(listed, props, _limits.MaxModels);
                }
                catch when (!token.IsCancellationRequested)
                {
                    _llama?.Forget();
                    throw;
                }
            },
            cancellationToken
        );

    private static JsonElement Parse(BinaryData data) => JsonSerializer.Deserialize<JsonElement>(data);

    private static JsonElement? Chunk(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            return null;
        }

        var reader = new Utf8JsonReader(data);
        return JsonElement.ParseValue(ref reader);
    }
}
