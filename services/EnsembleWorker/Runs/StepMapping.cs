using System.Text;
using System.Text.Json;
using Orchestrator.EnsembleWorker.Storage;
using Orchestrator.EnsembleWorker.Strategies;

namespace Orchestrator.EnsembleWorker.Runs;

/// <summary>A step's result as its checkpoint, and back. Pure.</summary>
internal static class StepMapping
{
    public static StepRow ToRow(string runId, long epoch, StepResult step) =>
        new()
        {
            RunId = runId,
            Step = step.Step,
            State = step.IsCompleted ? RunStates.Completed : RunStates.Failed,
            Epoch = epoch,
            Model = Fit(step.Model, RunTables.ModelLengthMax),
            Replica = Fit(step.Replica, RunTables.NameLengthMax),
            Output = Encoding.UTF8.GetBytes(step.Text),
            Reason = Fit(step.Reason, RunTables.NameLengthMax),
            PromptTokens = step.PromptTokens,
            OutputTokens = step.OutputTokens,
            StartedAtMs = step.StartedAt.ToUnixTimeMilliseconds(),
            FinishedAtMs = step.FinishedAt.ToUnixTimeMilliseconds(),
            Attempts = step.Attempts,
            Cause = Fit(step.Cause, RunTables.NameLengthMax),
            Message = Fit(step.Message, RunTables.MessageLengthMax),
            Simulated = step.Simulated,
            Calls = step.Calls,
            GpuMs = (long)(step.GpuSeconds * 1000),
            Cached = step.IsCached,
            Replaced = step.Replaced.Count == 0 ? null : JsonSerializer.SerializeToUtf8Bytes(step.Replaced),
        };

    /// <summary>A decision as its checkpoint.</summary>
    public static StepRow ToRow(string runId, long epoch, string name, string text, DateTimeOffset at) =>
        new()
        {
            RunId = runId,
            Step = name,
            State = RunStates.Decided,
            Epoch = epoch,
            Output = Encoding.UTF8.GetBytes(text),
            Calls = 0,
            StartedAtMs = at.ToUnixTimeMilliseconds(),
            FinishedAtMs = at.ToUnixTimeMilliseconds(),
        };

    public static StepResult ToResult(StepRow row) =>
        new()
        {
            Step = row.Step,
            Model = row.Model,
            Replica = row.Replica,
            Simulated = row.Simulated,
            Text = Encoding.UTF8.GetString(row.Output),
            Reason = row.Reason,
            PromptTokens = row.PromptTokens,
            OutputTokens = row.OutputTokens,
            Attempts = row.Attempts,
            Cause = row.Cause,
            Message = row.Message,
            StartedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.StartedAtMs),
            FinishedAt = DateTimeOffset.FromUnixTimeMilliseconds(row.FinishedAtMs),
            Calls = row.Calls,
            GpuSeconds = row.GpuMs / 1000.0,
            IsCached = row.Cached,
            Replaced = ToReplaced(row),
        };

    /// <summary>Models that failed before the one that a step ended with.</summary>
    public static IReadOnlyList<Replaced> ToReplaced(StepRow row) =>
        row.Replaced is { } replaced ? JsonSerializer.Deserialize<Replaced[]>(replaced) ?? [] : [];

    /// <summary>What a column takes: words of a replica may be of any length, and PostgreSQL keeps no NUL.</summary>
    public static string Fit(string text, int most)
    {
        var clean = text.Replace('\0', ' ');
        if (clean.Length <= most)
        {
            return clean;
        }

        return clean[..(char.IsHighSurrogate(clean[most - 1]) ? most - 1 : most)];
    }
}
