using Google.Protobuf;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Profiler.Probing.Grading;
using Orchestrator.Profiler.Probing.Scheduling;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Profiler.Probing;

/// <summary>Has a replica's owner run a probe, and says how it ended. Never throws but for its caller's own cancellation.</summary>
internal sealed class ProbeCalls(GrpcPeers peers, IOptions<ProbingOptions> options, TimeProvider clock)
{
    public async Task<ProbeOutcome> RunAsync(ProbeOrder order, int salt, CancellationToken cancellationToken)
    {
        var start = clock.GetTimestamp();
        using var limit = new CancellationTokenSource(options.Value.CallLimit, clock);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var worker = new Worker.WorkerClient(peers.At(order.Replica.Owner));
            var response = await worker.ProbeAsync(ToRequest(order, salt), cancellationToken: ends.Token);
            var tokens = (response.Finished?.PromptTokens ?? 0L) + (response.Finished?.OutputTokens ?? 0L);
            bool? isRight = order is ProbeOrder.Ask ask ? Grader.IsRight(ask.Question, response.Content) : null;
            return new ProbeOutcome.Answered(isRight, tokens, clock.GetElapsedTime(start));
        }
        catch (RpcException exception) when (!cancellationToken.IsCancellationRequested)
        {
            var spent = clock.GetElapsedTime(start);
            return GivesWay(exception) ? new ProbeOutcome.GaveWay(spent) : new ProbeOutcome.Failed(spent);
        }
        // Our own limit, or what a peer's answer broke: a probe without an end would block its replica for ever.
        catch (Exception) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeOutcome.Failed(clock.GetElapsedTime(start));
        }
    }

    private static ProbeRequest ToRequest(ProbeOrder order, int salt)
    {
        var text = order switch
        {
            ProbeOrder.Ask ask => ProbePrompt.Of(ask.Question),
            ProbeOrder.Measure measure => SpeedProbe.Prompt(measure.Stage, salt),
            _ => throw new ArgumentException("There is no other kind of order.", nameof(order)),
        };
        return new ProbeRequest
        {
            Replica = order.Replica.Name,
            Epoch = order.Replica.Epoch,
            Model = order.Model.Name,
            Messages =
            {
                new Message { Role = "user", Content = text },
            },
            Sampling = new Sampling
            {
                Temperature = 0,
                Seed = 1,
                MaxTokens = (uint)order.TokensMax,
            },
            AllowLoad = order.AllowLoad,
            Thinking = order.Model.AlwaysThinks ? Thinking.Unspecified : Thinking.Off,
        };
    }

    // Real work, a new owner, a worker that is going or does not let us in: none of it is the model's fault.
    private static bool GivesWay(RpcException exception) =>
        exception.StatusCode
            is StatusCode.ResourceExhausted
                or StatusCode.FailedPrecondition
                or StatusCode.Unavailable
                or StatusCode.Unauthenticated
        || CauseOf(exception.Trailers) is "busy" or "preempted" or "draining";

    private static string? CauseOf(Metadata trailers)
    {
        try
        {
            return trailers.GetValueBytes(TrailerNames.Error) is { } bytes
                ? InferenceFailure.Parser.ParseFrom(bytes).Cause
                : null;
        }
        // A trailer of some other version says nothing; the status still does.
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}
