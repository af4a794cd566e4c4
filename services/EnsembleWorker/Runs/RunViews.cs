using System.Text;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>A run as it stands, from the database: any worker knows.</summary>
internal sealed class RunViews(RunStore store, IOptions<EnsembleWorkerOptions> options, TimeProvider clock)
{
    private readonly RunsOptions _options = options.Value.Runs;

    public async Task<RunView> ReadAsync(string runId, CancellationToken cancellationToken)
    {
        var row = await FindAsync(runId, cancellationToken);
        var steps = await store.ReadStepsAsync(runId, cancellationToken);
        return ToView(row, steps, clock.GetUtcNow());
    }

    public async Task<RunRow> FindAsync(string runId, CancellationToken cancellationToken) =>
        await store.FindAsync(runId, cancellationToken) ?? throw Unknown(runId);

    /// <returns>The run when it is as wanted, or when it was waited for long enough.</returns>
    public async Task<RunRow> AwaitAsync(string runId, Func<RunRow, bool> isWanted, CancellationToken cancellationToken)
    {
        var startedAt = clock.GetTimestamp();
        while (true)
        {
            var row = await FindAsync(runId, cancellationToken);
            if (isWanted(row) || clock.GetElapsedTime(startedAt) >= _options.StopWait)
            {
                return row;
            }

            await Task.Delay(_options.Watch.PollInterval, clock, cancellationToken);
        }
    }

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
            Pausing = row is { State: RunStates.Running, PauseRequested: true },
            Question = row is { State: RunStates.Paused, Question: { } question }
                ? Encoding.UTF8.GetString(question)
                : "",
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

    public static Timestamp ToTime(long ms) =>
        Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(ms));
}
