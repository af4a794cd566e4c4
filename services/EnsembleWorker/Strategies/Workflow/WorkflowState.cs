using System.Collections.Immutable;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Which workflows hold, and what is wrong with the file since. Pure.</summary>
/// <param name="Content">The text that was read last; null when it could not be read.</param>
/// <param name="Problems">Why the file is not what holds; empty when it is.</param>
internal sealed record WorkflowState(WorkflowSet Current, string? Content, ImmutableArray<FileProblem> Problems)
{
    public static readonly WorkflowState Empty = new(WorkflowSet.Empty, null, []);

    public bool IsGood => Problems.IsEmpty;

    /// <summary>After the file was read again. A file that is wrong leaves the workflows as they are.</summary>
    /// <param name="content">Null when it could not be read.</param>
    /// <param name="why">Then the reason.</param>
    /// <returns>The same state when nothing has changed: what is wrong is told once.</returns>
    public WorkflowState After(string? content, string why, string file, WorkflowOptions options)
    {
        if (content is null)
        {
            var problem = new FileProblem(file, 0, "", why);
            return Content is null && Problems is [var known] && known == problem
                ? this
                : new(Current, null, [problem]);
        }

        if (content == Content)
        {
            return this;
        }

        var reading = WorkflowFile.Read(content, file, options);
        return reading.IsGood ? new(reading.Value, content, []) : new(Current, content, reading.Problems);
    }
}
