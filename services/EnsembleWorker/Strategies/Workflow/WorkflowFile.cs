using System.Text.RegularExpressions;
using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Workflow;

/// <summary>Reads the operators' workflows: all of them, or everything that is wrong with them at once. Pure.</summary>
internal static partial class WorkflowFile
{
    public const string Workflows = "workflows";

    /// <summary>Taken by Ollama's clients for "no tag": it could not be asked for.</summary>
    private const string Reserved = "latest";

    /// <param name="file">For messages.</param>
    public static FileReading<WorkflowSet> Read(string text, string file, WorkflowOptions options)
    {
        var problems = new ProblemList(file);
        var top = YamlText.Read(text, problems)?.Fields(Workflows);
        if (top?[Workflows].Needed().Entries() is not { } entries)
        {
            return problems.Reading<WorkflowSet>(null);
        }

        if (entries.Count > options.MaxWorkflows)
        {
            top[Workflows].Problem($"has {entries.Count} workflows, and at most {options.MaxWorkflows} are allowed");
        }

        var found = new Dictionary<string, WorkflowDefinition>(StringComparer.Ordinal);
        foreach (var (name, field) in entries.Take(options.MaxWorkflows))
        {
            CheckName(name, field);
            if (WorkflowFields.Read(name, field, options) is { } workflow)
            {
                found[name] = workflow;
            }
        }

        return problems.Reading(new WorkflowSet(found));
    }

    private static void CheckName(string name, YamlField field)
    {
        if (!WorkflowName().IsMatch(name) || name == Reserved)
        {
            field.Problem(
                $"{Quoted.Of(name)} is no name for a workflow: 1 to 40 lower-case letters, digits, dots, dashes or underscores, a letter or digit first, and not '{Reserved}'"
            );
        }
    }

    // As it stands in a model's name, where case does not count.
    [GeneratedRegex(@"^[a-z0-9][a-z0-9._-]{0,39}\z", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex WorkflowName();
}
