using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Orchestrator.Inference.Conversation;
using Orchestrator.Inference.Http;
using Orchestrator.Inference.Naming;

namespace Orchestrator.Inference.Abstractions;

/// <summary>
/// Any IChatClient as a replica: the way to add a provider of one's own. It brings the limits of time, the errors, the
/// names and the redaction of the secret; the IChatClient has to honour its token.
/// </summary>
/// <param name="endpoint">What the operator configured. Its models are offered, or else those of <see cref="Models"/>.</param>
/// <param name="chat">Gets the model's own name in ChatOptions.ModelId. Disposed with this.</param>
/// <param name="limits">How long an answer may take, and how old a list of models may be; null for the defaults.</param>
/// <param name="clock">Measures it; null for the system's.</param>
public sealed class ChatClientReplica(
    ReplicaEndpoint endpoint,
    IChatClient chat,
    HostedCallOptions? limits = null,
    TimeProvider? clock = null
) : IReplicaClient
{
    private readonly HostedCallOptions _limits = limits ?? new HostedCallOptions();
    private readonly TimeProvider _clock = clock ?? TimeProvider.System;
    private ModelList? _models;

    /// <summary>Null when there are no embeddings. Disposed with this.</summary>
    public IEmbeddingGenerator<string, Embedding<float>>? Embeddings { get; init; }

    /// <summary>Asks for the names of the models; null when the configuration names them all.</summary>
    public Func<CancellationToken, Task<IReadOnlyList<string>>>? Models { get; init; }

    public Uri Address => endpoint.Address;

    public IModelMemory? Memory => null;

    public IModelStore? Store => null;

    private ForeignStream Foreign => new(_limits, _clock, new ForeignFailures(endpoint.ApiKey));

    private ModelList List =>
        LazyInitializer.EnsureInitialized(
            ref _models,
            () => new ModelList(AskModelsAsync, endpoint.Models, _limits.ModelListAge, _clock)
        );

    public async IAsyncEnumerable<ChatDelta> ChatAsync(
        ChatCall call,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var options = ForeignCalls.ToOptions(call, await List.NativeAsync(call.Model, cancellationToken));
        var messages = call.Turns.Select(AbstractTurns.ToMessage).ToList();
        var times = new CallClock(_clock);
        var answer = new ForeignAnswer(_limits.MaxToolCalls);
        var deltas = Foreign.ReadAsync(
            token => chat.GetStreamingResponseAsync(messages, options, token),
            answer,
            cancellationToken
        );
        await foreach (var delta in deltas)
        {
            times.Piece();
            yield return delta;
        }

        yield return answer.Finish(times);
    }

    public async Task<EmbedAnswer> EmbedAsync(EmbedCall call, CancellationToken cancellationToken)
    {
        if (Embeddings is null)
        {
            throw AbstractCalls.Refused("This endpoint makes no embeddings.");
        }

        var native = await List.NativeAsync(call.Model, cancellationToken);
        var options = new EmbeddingGenerationOptions { ModelId = native, Dimensions = call.Dimensions };
        var times = new CallClock(_clock);
        var answer = await Foreign.CallAsync(
            _limits.FirstTokenTimeout,
            token => Embeddings.GenerateAsync(call.Inputs, options, token),
            cancellationToken
        );
        if (answer.Count != call.Inputs.Count)
        {
            throw new InferenceException(
                new InferenceError(
                    InferenceStage.FirstToken,
                    InferenceCause.StreamBroken,
                    $"There are {answer.Count} vectors for {call.Inputs.Count} inputs."
                )
            );
        }

        return new EmbedAnswer(
            [.. answer.Select(embedding => UnitVector.Of(embedding.Vector))],
            new TokenUsage(ForeignAnswer.Count(answer.Usage?.InputTokenCount), 0),
            times.Timings()
        );
    }

    public async Task<IReadOnlyList<InstalledModel>> ListInstalledAsync(CancellationToken cancellationToken) =>
        [.. (await List.GetAsync(cancellationToken)).Select(model => model.Value.ToInstalled(model.Key))];

    public async Task<IReadOnlyList<LoadedModel>> ListLoadedAsync(CancellationToken cancellationToken) =>
        [.. (await List.GetAsync(cancellationToken)).Select(model => model.Value.ToLoaded(model.Key))];

    public async Task<ModelCard> ShowAsync(ModelId model, CancellationToken cancellationToken)
    {
        var found = await List.FindAsync(model, cancellationToken);
        return found.Value.ToCard(found.Key);
    }

    public Task<string> GetVersionAsync(CancellationToken cancellationToken) => Task.FromResult("");

    public IChatClient AsChatClient(ModelId model) => new ReplicaChatClient(this, model, "custom");

    public IEmbeddingGenerator<string, Embedding<float>> AsEmbeddingGenerator(ModelId model) =>
        new ReplicaEmbeddingGenerator(this, model, "custom");

    public void Dispose()
    {
        _models?.Dispose();
        chat.Dispose();
        Embeddings?.Dispose();
    }

    private async Task<IReadOnlyList<ListedModel>> AskModelsAsync(CancellationToken cancellationToken)
    {
        var names = Models is null ? [] : await Foreign.CallAsync(_limits.InfoTimeout, Models, cancellationToken);
        return
        [
            .. names
                .Take(_limits.MaxModels)
                .Select(name => new ListedModel(name) { Capabilities = ModelHints.CapabilitiesOf(name) }),
        ];
    }
}
