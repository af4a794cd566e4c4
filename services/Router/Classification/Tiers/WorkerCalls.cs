using System.Text;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Fleet;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Router.Classification.Tiers;

/// <summary>The models, behind the workers that own their replicas. At once and where the model is in memory, or not at all.</summary>
internal sealed class WorkerCalls(GrpcPeers peers)
{
    /// <summary>Where an answer is given up: the one that is asked for has a tenth of it.</summary>
    public const int MaxAnswerChars = 1_000;

    /// <summary>Numbers that a vector may have; the largest models in use have 8,192.</summary>
    public const int MaxDimensions = 16_384;

    /// <returns>A vector for each text, in their order; or why there is none.</returns>
    public async Task<(IReadOnlyList<float[]> Vectors, TierSkip? Failure)> EmbedAsync(
        ModelEntry place,
        IReadOnlyList<string> texts,
        Priority priority,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var answer = await Client(place)
                .EmbedAsync(ToRequest(place, texts, priority), cancellationToken: cancellationToken);
            return
                answer.Vectors.Count == texts.Count
                && answer.Vectors.All(vector => vector.Values.Count is > 0 and <= MaxDimensions)
                ? (answer.Vectors.Select(vector => vector.Values.ToArray()).ToArray(), null)
                : ([], TierSkip.BadAnswer);
        }
        // A tier may fail in any way: the request is classified without it.
        catch (Exception exception) when (MayHappen(exception))
        {
            return ([], Why(exception, cancellationToken));
        }
    }

    /// <returns>The whole answer; or why there is none.</returns>
    public async Task<(string Answer, TierSkip? Failure)> GenerateAsync(
        ModelEntry place,
        GenerateRequest request,
        CancellationToken cancellationToken
    )
    {
        try
        {
            using var call = Client(place).Generate(request, cancellationToken: cancellationToken);
            return await ReadAsync(call.ResponseStream, cancellationToken);
        }
        // A tier may fail in any way: the request is classified without it.
        catch (Exception exception) when (MayHappen(exception))
        {
            return ("", Why(exception, cancellationToken));
        }
    }

    private static async Task<(string Answer, TierSkip? Failure)> ReadAsync(
        IAsyncStreamReader<GenerateChunk> chunks,
        CancellationToken cancellationToken
    )
    {
        var answer = new StringBuilder();
        await foreach (var chunk in chunks.ReadAllAsync(cancellationToken))
        {
            if (chunk.Admitted is { ModelIsLoaded: false })
            {
                return ("", TierSkip.NotInMemory);
            }

            if (chunk.Finished is { } finished)
            {
                return finished.Reason == "stop" ? (answer.ToString(), null) : ("", TierSkip.BadAnswer);
            }

            var text = chunk.Delta?.Content ?? "";
            if (answer.Length + text.Length > MaxAnswerChars)
            {
                return ("", TierSkip.BadAnswer);
            }

            answer.Append(text);
        }

        return ("", TierSkip.Failed);
    }

    private Worker.WorkerClient Client(ModelEntry place) => new(peers.At(new Uri(place.Replica.WorkerAddress)));

    private static EmbedRequest ToRequest(ModelEntry place, IReadOnlyList<string> texts, Priority priority) =>
        new()
        {
            Replica = place.Replica.Name,
            Epoch = place.Replica.Epoch,
            Model = place.Model.Name,
            Inputs = { texts },
            Priority = priority,
            Hedge = true,
        };

    // The last two: a channel that gave way to others at this moment, and an owner that names no address.
    private static bool MayHappen(Exception exception) =>
        exception is RpcException or OperationCanceledException or ObjectDisposedException or UriFormatException;

    // A worker that has no slot now, or no longer the model, says nothing against the model.
    private static TierSkip Why(Exception exception, CancellationToken cancellationToken) =>
        cancellationToken.IsCancellationRequested ? TierSkip.Deadline
        : exception is RpcException { StatusCode: StatusCode.ResourceExhausted } ? TierSkip.NoFreeSlot
        : TierSkip.Failed;
}
