using Microsoft.Extensions.Options;

namespace Orchestrator.Gateway.Terms;

/// <summary>A pattern that would give secrets away, or that can match nothing, stops the start.</summary>
internal sealed class TermsOptionsCheck : IValidateOptions<TermsOptions>
{
    private const string Path = $"{TermsOptions.SectionName}:{nameof(TermsOptions.ForwardedHeaders)}";

    public ValidateOptionsResult Validate(string? name, TermsOptions options)
    {
        var failures = options.ForwardedHeaders.SelectMany(Failures).ToList();
        return failures.Count > 0 ? ValidateOptionsResult.Fail(failures) : ValidateOptionsResult.Success;
    }

    private static IEnumerable<string> Failures(string pattern)
    {
        if (string.IsNullOrWhiteSpace(pattern) || pattern.TrimEnd('*').Contains('*'))
        {
            yield return $"{Path} has '{pattern}': a header's name is expected, perhaps with a '*' at its end.";
        }
        else if (ForwardedHeaders.IsSecret(pattern))
        {
            yield return $"{Path} names '{pattern}', which carries credentials: those never leave the gateway.";
        }
    }
}
