using System.Globalization;
using Microsoft.Extensions.Options;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Selection;

namespace Orchestrator.Router;

/// <summary>Preferences, roles and fallbacks that would never apply stop the start.</summary>
internal sealed class RouterOptionsCheck : IValidateOptions<RouterOptions>
{
    private const int MaxPatterns = 100;
    private const int MaxPatternChars = 200;

    public ValidateOptionsResult Validate(string? name, RouterOptions options)
    {
        var failures = options
            .Preferences.SelectMany(pair => Failures(pair.Key, pair.Value))
            .Concat(
                options.Roles.SelectMany(pair =>
                    PatternFailures(PathOf(nameof(RouterOptions.Roles), pair.Key), pair.Value)
                )
            )
            .Concat(options.Fallbacks.SelectMany(Failures))
            .ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Failures(string task, string[] patterns)
    {
        var path = PathOf(nameof(RouterOptions.Preferences), task);
        if (task != ModelPreferences.DefaultKey && !TaskNames.All.Contains(task))
        {
            yield return $"{path} is no task type; known are default, {string.Join(", ", TaskNames.All)}.";
        }

        foreach (var failure in PatternFailures(path, patterns, atLeast: 0))
        {
            yield return failure;
        }
    }

    private static IEnumerable<string> Failures(FallbackOptions chain, int index)
    {
        var path = PathOf(nameof(RouterOptions.Fallbacks), index.ToString(CultureInfo.InvariantCulture));
        if (!IsPattern(chain.Model))
        {
            yield return $"{path}:Model is empty or longer than {MaxPatternChars} characters.";
        }

        foreach (var failure in PatternFailures($"{path}:Use", chain.Use))
        {
            yield return failure;
        }
    }

    private static IEnumerable<string> PatternFailures(string path, string[] patterns, int atLeast = 1)
    {
        if (patterns.Length < atLeast || patterns.Length > MaxPatterns)
        {
            yield return $"{path} has {patterns.Length} patterns; {atLeast} to {MaxPatterns} are allowed.";
        }

        if (!Array.TrueForAll(patterns, IsPattern))
        {
            yield return $"{path} has a pattern that is empty or longer than {MaxPatternChars} characters.";
        }
    }

    private static bool IsPattern(string text) => !string.IsNullOrWhiteSpace(text) && text.Length <= MaxPatternChars;

    private static string PathOf(string list, string key) => $"{RouterOptions.SectionName}:{list}:{key}";
}
