using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Measurement.Calls;
using Orchestrator.EnsembleWorker.Residency;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>Vectors for texts.</summary>
internal sealed class Embedding(ReplicaGate gate, FleetMeasures measures, CallWishes wishes, ModelUses uses)
{
    private const int CharsPerToken = 4;

    public async Task<EmbedResponse> RunAsync(EmbedRequest request, ModelId model, CancellationToken cancellationToken)
    {
        var target = ChatMapping.ToTarget(request.Replica, request.Epoch, request.Priority);
        using var use = uses.Begin(target.Replica, model.ToString());
        // A rough count is enough for the order in the queue.
        var wish = wishes.Of(target, model) with
        {
            PromptTokens = (int)Math.Min(int.MaxValue, request.Inputs.Sum(text => (long)text.Length) / CharsPerToken),
            IsHedge = request.Hedge,
        };
        using var entry = await gate.EnterAsync(target, wish, cancellationToken);
        var call = new EmbedCall
        {
            Model = model,
            Inputs = [.. request.Inputs],
            Dimensions = request.HasDimensions ? (int)request.Dimensions : null,
        };
        var answer = await MeasureAsync(entry, call, cancellationToken);
        return new EmbedResponse
        {
            Vectors = { answer.Vectors.Select(ToVector) },
            PromptTokens = (uint)answer.Usage.PromptTokens,
        };
    }

    private async Task<EmbedAnswer> MeasureAsync(Entry entry, EmbedCall call, CancellationToken cancellationToken)
    {
        using var meter = measures.Begin(entry.Replica, call.Model, PromptPrints.Of(call.Inputs));
        try
        {
            var answer = await entry.Replica.Client.EmbedAsync(call, cancellationToken);
            meter.Finished(answer);
            return answer;
        }
        catch (InferenceException exception)
        {
            meter.Failed(exception.Error);
            throw;
        }
    }

    private static Vector ToVector(ReadOnlyMemory<float> values)
    {
        var vector = new Vector();
        foreach (var value in values.Span)
        {
            vector.Values.Add(value);
        }

        return vector;
    }
}
