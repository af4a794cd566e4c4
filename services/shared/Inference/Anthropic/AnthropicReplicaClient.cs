using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Orchestrator.Inference.Abstractions;
using Orchestrator.Inference.Http;
using Orchestrator.Inference.Naming;

namespace Orchestrator.Inference.Anthropic;

/// <summary>One endpoint that speaks Anthropic's interface. It makes no embeddings.</summary>
public sealed class AnthropicReplicaClient : IReplicaClient
{
    private readonly AnthropicOptions _options;
    private readonly TimeProvider _clock;
    private readonly AnthropicConnection _connection;
    private readonly ThoughtMemory _thoughts;
    private readonly AnthropicRequests _requests;
    private readonly ModelList _models;
    private IReadOnlySet<string> _thinkByThemselves = new HashSet<string>(StringComparer.Ordinal);

    internal AnthropicReplicaClient(
        ReplicaEndpoint endpoint,
        ReplicaHandler handler,
        AnthropicOptions options,
        TimeProvider clock
    )
    {
        (Address, _options, _clock) = (endpoint.Address, options, clock);
        _models = new ModelList(AskModelsAsync, endpoint.Models, options.ModelListAge, clock);
        _connection = new AnthropicConnection(handler, endpoint.Address, options);
        _thoughts = new ThoughtMemory(options);
        _requests = new AnthropicRequests(options, _thoughts);
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
        var deltas = ReplicaStream.ReadAsync(
            token => ReadAsync(call, native, token),
            TransportFailures.OfClient,
            cancellationToken
        );
        await foreach (var delta in deltas)
        {
            yield return delta;
        }
    }

    /// <summary>Tokens of a call's prompt, as the endpoint itself counts them. Nothing is generated.</summary>
    public async Task<long> CountTokensAsync(ChatCall call, CancellationToken cancellationToken)
    {
        var native = await _models.NativeAsync(call.Model, cancellationToken);
        return await ReplicaStream.CallAsync(
            token => _connection.CountTokensAsync(_requests.Count(call, native), token),
            cancellationToken
        );
    }

    /// <exception cref="InferenceException">Always: Anthropic makes no embeddings.</exception>
    public Task<EmbedAnswer> EmbedAsync(EmbedCall call, CancellationToken cancellationToken) =>
        throw new InferenceException(
            new InferenceError(
                InferenceStage.Connect,
                InferenceCause.Refused,
                "An endpoint of the kind 'anthropic' makes no embeddings."
            )
        );

    public async Task<IReadOnlyList<InstalledModel>> ListInstalledAsync(CancellationToken cancellationToken) =>
        [.. (await _models.GetAsync(cancellationToken)).Select(model => model.Value.ToInstalled(model.Key))];

    public async Task<IReadOnlyList<LoadedModel>> ListLoadedAsync(CancellationToken cancellationToken) =>
        [.. (await _models.GetAsync(cancellationToken)).Select(model => model.Value.ToLoaded(model.Key))];

    public async Task<ModelCard> ShowAsync(ModelId model, CancellationToken cancellationToken)
    {
        var found = await _models.FindAsync(model, cancellationToken);
        return found.Value.ToCard(found.Key);
    }

    /// <summary>Anthropic states none.</summary>
    public Task<string> GetVersionAsync(CancellationToken cancellationToken) => Task.FromResult("");

    public IChatClient AsChatClient(ModelId model) => new ReplicaChatClient(this, model, AnthropicProvider.KindName);

    /// <summary>Its calls are refused.</summary>
    public IEmbeddingGenerator<string, Embedding<float>> AsEmbeddingGenerator(ModelId model) =>
        new ReplicaEmbeddingGenerator(this, model, AnthropicProvider.KindName);

    public void Dispose()
    {
        _models.Dispose();
        _connection.Dispose();
    }

    private async IAsyncEnumerable<ChatDelta> ReadAsync(
        ChatCall call,
        string native,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var clock = new CallClock(_clock);
        var answer = new AnthropicAnswer(_options, _thoughts);
        var body = _requests.Chat(call, native, Volatile.Read(ref _thinkByThemselves).Contains(native));
        await foreach (var item in _connection.ChatAsync(body, cancellationToken))
        {
            var deltas = answer.Read(item);
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
        ReplicaStream.CallAsync<IReadOnlyList<ListedModel>>(
            async token =>
            {
                var models = await _connection.ListModelsAsync(_options.MaxModels, token);
                var adaptive = models.Where(AnthropicModels.ThinksByItself).Select(AnthropicModels.NameOf);
                Volatile.Write(ref _thinkByThemselves, adaptive.OfType<string>().ToHashSet(StringComparer.Ordinal));
                return [.. models.Select(AnthropicModels.Of).OfType<ListedModel>()];
            },
            cancellationToken
        );
}
