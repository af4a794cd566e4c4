using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>The file of the workflows, as the worker and the command line read it.</summary>
internal static class WorkflowSource
{
    /// <returns>The text, cut where its reader refuses it; or null, and why it could not be read.</returns>
    public static (string? Text, string Why) Read(string path)
    {
        try
        {
            // Another program may be writing it: what is half there is read again at the next look.
            using var stream = new FileStream(
                path,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            return (BoundedText.Of(stream), "");
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return (null, exception.Message);
        }
    }

    public static FileReading<WorkflowSet> Read(string path, WorkflowOptions options) =>
        Read(path) is var (text, why) && text is null
            ? FileReading.Bad<WorkflowSet>([new FileProblem(path, 0, "", why)])
            : WorkflowFile.Read(text, path, options);
}
