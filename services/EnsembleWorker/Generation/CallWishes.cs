using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Admission;
using Orchestrator.EnsembleWorker.Measurement;
using Orchestrator.EnsembleWorker.Replicas;
using Orchestrator.Inference;

namespace Orchestrator.EnsembleWorker.Generation;

/// <summary>What calls ask of their queue: what the caller said, else what can be guessed, and the speeds that were measured.</summary>
internal sealed class CallWishes(IOptions<EnsembleWorkerOptions> options, IMeasures measures, TimeProvider clock)
{
    /// <summary>Answers may be shorter than expected, and prompts cached: so much of the time is taken for certain.</summary>
    private const double CertainShare = 0.5;

    /// <summary>Observations without which a speed is not relied on.</summary>
    private const double WeightMin = 3;

    // What a model takes beside its file: cache and working memory of a small context.
    private const double BytesPerFileByte = 1.1;
    private const long WorkingBytes = 512L << 20;

    private readonly GenerationOptions _options = options.Value.Generation;

    public CallWish Of(FleetReplica replica, AnswerOrder order, ContextNeed need)
    {
        var target = order.Target;
        var known = replica.Find(order.Call.Model);
        var wish = Of(target, order.Call.Model) with
        {
            PromptTokens = target.PromptTokens > 0 ? target.PromptTokens : ContextEstimate.Of(order.Call, 0),
            OutputTokens = target.OutputTokens > 0 ? target.OutputTokens : AnswerOf(order.Call),
            ContextTokens = need.Needed,
            ContextToLoad = need.BeforeLoad(null),
            ModelBytes = known is { SizeBytes: > 0 } ? (long)(known.SizeBytes * BytesPerFileByte) + WorkingBytes : 0,
        };
        return WithTimes(wish, replica, known?.Digest);
    }

    /// <summary>Of what is no generation.</summary>
    public CallWish Of(CallTarget target, ModelId model) =>
        new(model.ToString())
        {
            Priority = target.Priority,
            Tenant = target.Tenant,
            Deadline = target.Deadline is { } left ? clock.GetUtcNow() + left : null,
            PromptTokens = target.PromptTokens,
            OutputTokens = target.OutputTokens,
            IsHedge = target.IsHedge,
        };

    private int AnswerOf(ChatCall call) =>
        call.Options.NumPredict is { } most and >= 0 ? Math.Min(most, _options.AnswerTokens) : _options.AnswerTokens;

    private CallWish WithTimes(CallWish wish, FleetReplica replica, string? digest)
    {
        foreach (var published in measures.Of(replica.Name))
        {
            if (published.Digest == digest)
            {
                var prefill = SecondsOf(wish.PromptTokens, published.Measure.PrefillTokensPerSecond);
                var decode = SecondsOf(wish.OutputTokens, published.Measure.DecodeTokensPerSecond);
                return wish with
                {
                    PrefillTime = TimeSpan.FromSeconds(prefill),
                    ServiceTime = TimeSpan.FromSeconds(prefill + decode),
                };
            }
        }

        return wish;
    }

    private static double SecondsOf(int tokens, Estimate? speed) =>
        speed is { Value: > 0, Weight: >= WeightMin }
            ? CertainShare * tokens / Math.Max(speed.Value, speed.P90)
            : 0;
}
