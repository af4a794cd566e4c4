using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.EnsembleWorker;

/// <summary>What attributes alone cannot say about the options. Runs when the host starts.</summary>
internal sealed class EnsembleWorkerOptionsCheck : IValidateOptions<EnsembleWorkerOptions>
{
    public ValidateOptionsResult Validate(string? name, EnsembleWorkerOptions options)
    {
        List<string> failures = [];
        object[] sections =
        [
            options.Leases,
            options.Fleet,
            options.Inventory,
            options.Health,
            options.Admission,
            options.Generation,
            options.Residency,
            options.Watch,
            options.Runs,
            options.Runs.Sweep,
            options.Runs.Watch,
            options.Runs.Retention,
            options.Runs.Ensemble,
            .. options.Replicas,
        ];
        foreach (var section in sections)
        {
            CheckAttributes(section, failures);
        }

        CheckLeases(options.Leases, failures);
        CheckReplicas(options, failures);
        return failures.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(failures);
    }

    private static void CheckAttributes(object section, List<string> failures)
    {
        List<ValidationResult> results = [];
        Validator.TryValidateObject(section, new ValidationContext(section), results, validateAllProperties: true);
        failures.AddRange(results.Select(result => $"Worker, {section.GetType().Name}: {result.ErrorMessage}"));
    }

    private static void CheckLeases(LeaseOptions leases, List<string> failures)
    {
        if (leases.RenewInterval * 2 >= leases.Duration)
        {
            failures.Add("Worker:Leases:RenewInterval has to be less than half of Worker:Leases:Duration.");
        }
    }

    private static void CheckReplicas(EnsembleWorkerOptions options, List<string> failures)
    {
        var twice = options.Replicas.GroupBy(replica => replica.Name, StringComparer.Ordinal).Where(g => g.Count() > 1);
        failures.AddRange(twice.Select(group => $"Worker:Replicas: the name '{group.Key}' is there twice."));
        foreach (var replica in options.Replicas)
        {
            if (replica.Url is { } url && AddressPolicy.WhyRefused(url, options.AllowPrivateAddresses) is { } reason)
            {
                var why = reason.Replace(
                    AddressPolicy.Setting,
                    $"Worker:{AddressPolicy.Setting}",
                    StringComparison.Ordinal
                );
                failures.Add($"Worker:Replicas: the address of '{replica.Name}' {why}.");
            }
        }
    }
}
