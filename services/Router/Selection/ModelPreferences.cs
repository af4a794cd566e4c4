using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Selection;

/// <summary>How well a model suits a task, by its name: the operator's patterns first, the built-in ones as a figure.</summary>
/// <param name="configured">Task (or "default") → patterns, best first; checked before.</param>
internal sealed class ModelPreferences(IDictionary<string, string[]> configured)
{
    /// <summary>Key of the patterns for tasks that have none of their own.</summary>
    public const string DefaultKey = "default";

    private readonly string[][] _patterns =
    [
        .. TaskNames.All.Select(task => Normalized(Configured(configured, task) ?? Configured(configured, DefaultKey))),
    ];

    /// <returns>Place of the first pattern of the operator that matches; the number of patterns when none does.</returns>
    public int Place(TaskType task, string key)
    {
        var patterns = _patterns[(int)task];
        return GlobPattern.First(patterns, key) is var place && place >= 0 ? place : patterns.Length;
    }

    public int Count(TaskType task) => _patterns[(int)task].Length;

    /// <returns>1 for the family that is best for the task, less for later ones, 0 for no mention, -1 for a misplaced specialist.</returns>
    public static double TaskFit(TaskType task, string key)
    {
        foreach (var (pattern, only) in DefaultPreferences.Specialists)
        {
            if (only != task && GlobPattern.IsMatch(pattern, key))
            {
                return -1;
            }
        }

        return DefaultPreferences.ByTask.TryGetValue(task, out var families) ? Fit(families, key) : 0;
    }

    public static double KoreanFit(string key) => Fit(DefaultPreferences.Korean, key);

    private static double Fit(string[] families, string key)
    {
        var place = GlobPattern.First(families, key);
        return place < 0 ? 0 : 1 - (0.6 * place / families.Length);
    }

    private static string[]? Configured(IDictionary<string, string[]> configured, string task) =>
        configured.TryGetValue(task, out var patterns) ? patterns : null;

    private static string[] Normalized(string[]? patterns) => [.. (patterns ?? []).Select(GlobPattern.Normalize)];
}
