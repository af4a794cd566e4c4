using Google.Protobuf.WellKnownTypes;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Generation;
using Orchestrator.EnsembleWorker.Probing;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Grpc;

/// <summary>A probe on the wire: it is asked like an answer, and told as one message.</summary>
internal sealed class ProbeCalls(Probes probes)
{
    /// <summary>The same request as one for an answer, for the same rules hold for it.</summary>
    public static GenerateRequest AsGenerate(ProbeRequest request) =>
        new()
        {
            Replica = request.Replica,
            Epoch = request.Epoch,
            Model = request.Model,
            Messages = { request.Messages },
            Sampling = request.Sampling,
            Thinking = request.Thinking,
            Priority = Priority.Probe,
        };

    public async Task<ProbeResponse> RunAsync(
        GenerateRequest asked,
        bool allowLoad,
        ModelId model,
        CancellationToken cancellationToken
    )
    {
        var order = ChatMapping.ToOrder(asked, model);
        var answer = await probes.RunAsync(new ProbeOrder(order.Target, order.Call, allowLoad), cancellationToken);
        var finished = new AnswerEvent.Finished(answer.Last, answer.Last.Timings.Load, answer.CalledTools);
        return new ProbeResponse
        {
            Content = answer.Content,
            Finished = new AnswerMapping().ToChunk(finished).Finished,
            MeasuredAt = Timestamp.FromDateTimeOffset(answer.MeasuredAt),
        };
    }
}
