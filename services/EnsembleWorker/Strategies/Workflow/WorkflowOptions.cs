using System.ComponentModel.DataAnnotations;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>The strategy "workflow": an operator's own steps.</summary>
public sealed class WorkflowOptions
{
    /// <summary>The file of the workflows, the same for all workers; empty for none. A wrong file stops the start; later a wrong one leaves the workflows as they were.</summary>
    public string File { get; set; } = "";

    /// <summary>How often the file is read again.</summary>
    [Range(typeof(TimeSpan), "00:00:00.050", "1.00:00:00")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Workflows in the file.</summary>
    [Range(1, 48)]
    public int MaxWorkflows { get; set; } = 32;

    /// <summary>Steps of one workflow.</summary>
    [Range(1, 200)]
    public int MaxSteps { get; set; } = 32;

    /// <summary>Steps that wait for each other in one chain.</summary>
    [Range(1, 200)]
    public int MaxDepth { get; set; } = 16;

    /// <summary>Characters of one step's prompt, before anything is put into it, and of one schema.</summary>
    [Range(100, 200_000)]
    public int MaxPromptCharacters { get; set; } = 20_000;

    /// <summary>Characters of a step's text, or of the conversation, that are put into a prompt; the middle of a longer one is left out.</summary>
    [Range(100, 10_000_000)]
    public int MaxInsertCharacters { get; set; } = 24_000;

    /// <summary>Models that take the place of one that fails, in turn, where a step does not name its own.</summary>
    [Range(0, 16)]
    public int Replacements { get; set; } = 3;

    /// <summary>How long a regular expression may look at a text; then it does not match.</summary>
    [Range(typeof(TimeSpan), "00:00:00.001", "00:00:05")]
    public TimeSpan MatchTimeout { get; set; } = TimeSpan.FromMilliseconds(100);
}
