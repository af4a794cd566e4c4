using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>A run as it stands, from the database: any worker knows.</summary>
internal sealed class RunViews(RunStore store, TimeProvider clock)
{
    public async Task<RunView> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        var row = await FindAsync(runId, cancellationToken);
        var steps = await store.ReadStepsAsync(runId, cancellationToken);
        return ToView(row, steps, clock.GetUtcNow());
    }

    public async Task<RunRow> FindAsync(string runId, CancellationToken cancellationToken) =>
        await store.FindAsync(runId, cancellationToken) ?? throw Unknown(runId);

    private static RpcException Unknown(string runId)
    {
        var name = StepMapping.Fit(runId, RunTables.IdLengthMax);
        return new RpcException(new Status(StatusCode.NotFound, $"There is no run '{name}'."));
    }

    private static RunView ToView(RunRow row, IReadOnlyList<StepRow> steps, DateTimeOffset now) =>
        new()
        {
            RunId = row.RunId,
            Strategy = row.Strategy,
            State = row.State,
            CreatedAt = ToTime(row.CreatedAtMs),
            FinishedAt = row.FinishedAtMs is { } finished ? ToTime(finished) : null,
            Models = { StartRunRequest.Parser.ParseFrom(row.Request).Models },
            Steps = { steps.Where(step => step.State != RunStates.Decided).Select(ToView) },
            Use = new RunUse
            {
                Calls = (uint)steps.Sum(step => step.Calls),
                Tokens = (ulong)steps.Sum(step => (long)step.PromptTokens + step.OutputTokens),
                GpuSeconds = steps.Sum(step => step.GpuMs) / 1000.0,
                CachedSteps = (uint)steps.Count(step => step.Cached),
            },
            Answer = row.Answer is { } answer ? RunAnswer.Parser.ParseFrom(answer) : null,
            Cause = row.Cause ?? "",
            Message = row.Message ?? "",
            LastSequence = (ulong)row.LastSequence,
            Worker = row.ExpiresAtMs > now.ToUnixTimeMilliseconds() ? row.Worker : "",
        };

    private static StepView ToView(StepRow step) =>
        new()
        {
            Step = step.Step,
            State = step.State,
            Model = step.Model,
            Replica = step.Replica,
            Attempts = (uint)step.Attempts,
            PromptTokens = (uint)step.PromptTokens,
            OutputTokens = (uint)step.OutputTokens,
            StartedAt = ToTime(step.StartedAtMs),
            FinishedAt = ToTime(step.FinishedAtMs),
            Cause = step.Cause,
            Simulated = step.Simulated,
            GpuSeconds = step.GpuMs / 1000.0,
            Cached = step.Cached,
            Replaced = { StepMapping.ToReplaced(step).Select(ToView) },
        };

    private static ReplacedModel ToView(Replaced replaced) => new() { Model = replaced.Model, Cause = replaced.Cause };

    private static Timestamp ToTime(long ms) =>
        Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(ms));
}
