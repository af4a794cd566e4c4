using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Orchestrator.Profiler.Prices;

/// <summary>Checks the entries of the lists, which attributes on the options alone do not reach.</summary>
internal sealed class PricesOptionsCheck : IValidateOptions<PricesOptions>
{
    public ValidateOptionsResult Validate(string? name, PricesOptions options)
    {
        var failures = Failures("Hosts", options.Hosts).Concat(Failures("Cloud", options.Cloud)).ToList();
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static IEnumerable<string> Failures<T>(string list, IEnumerable<T> entries)
        where T : class
    {
        foreach (var (at, entry) in entries.Index())
        {
            List<ValidationResult> results = [];
            Validator.TryValidateObject(entry, new ValidationContext(entry), results, validateAllProperties: true);
            foreach (var result in results)
            {
                yield return $"{PricesOptions.SectionName}:{list}:{at}: {result.ErrorMessage}";
            }
        }
    }
}
