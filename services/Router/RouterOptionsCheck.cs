using Microsoft.Extensions.Options;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router;

/// <summary>Preferences that would never apply stop the start.</summary>
internal sealed class RouterOptionsCheck : IValidateOptions<RouterOptions>
{
    private const int MaxPatterns = 100;
    private const int MaxPatternChars = 200;

    public ValidateOptionsResult Validate(string? name, RouterOptions options)
    {
        var failures = options.Preferences.SelectMany(pair => Failures(pair.Key, pair.Value)).ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Failures(string task, string[] patterns)
    {
        var path = $"{RouterOptions.SectionName}:{nameof(RouterOptions.Preferences)}:{task}";
        if (task != ModelPreferences.DefaultKey && !TaskNames.All.Contains(task))
        {
            yield return $"{path} is no task type; known are default, {string.Join(", ", TaskNames.All)}.";
        }

        if (patterns.Length > MaxPatterns)
        {
            yield return $"{path} has {patterns.Length} patterns; at most {MaxPatterns} are allowed.";
        }

        if (Array.Exists(patterns, pattern => string.IsNullOrWhiteSpace(pattern) || pattern.Length > MaxPatternChars))
        {
            yield return $"{path} has a pattern that is empty or longer than {MaxPatternChars} characters.";
        }
    }
}
