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
            options.Measurement,
            options.Probing,
            options.Residency,
            options.Watch,
            options.Runs,
            options.Runs.Sweep,
            options.Runs.Watch,
            options.Runs.Retention,
            options.Runs.Single,
            options.Runs.Cascade,
            options.Runs.Ensemble,
            options.Orders,
            options.LlamaCppChildren,
            .. options.Replicas,
            .. options.ReplicaDns,
            .. options.LlamaCpp,
        ];
        foreach (var section in sections)
        {
            CheckAttributes(section, failures);
        }

        CheckLeases(options.Leases, failures);
        CheckReplicas(options, failures);
        CheckDns(options.ReplicaDns, failures);
        failures.AddRange(
            options
                .Credentials.Where(credential => credential.Value.Problem is not null)
                .Select(credential => $"Worker:Credentials: '{credential.Key}' {credential.Value.Problem}.")
        );
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
        var names = options.Replicas.Select(replica => replica.Name).Concat(options.LlamaCpp.Select(own => own.Name));
        var twice = names.GroupBy(name => name, StringComparer.Ordinal).Where(group => group.Count() > 1);
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

    private static void CheckDns(IList<ReplicaDnsOptions> entries, List<string> failures)
    {
        var twice = entries.GroupBy(entry => entry.Name, StringComparer.Ordinal).Where(group => group.Count() > 1);
        failures.AddRange(twice.Select(group => $"Worker:ReplicaDns: the name '{group.Key}' is there twice."));
        // A certificate is made out to the name, and connections are made to the addresses.
        failures.AddRange(
            entries
                .Where(entry => entry.Url is { } url && (!url.IsAbsoluteUri || url.Scheme != Uri.UriSchemeHttp))
                .Select(entry => $"Worker:ReplicaDns: the address of '{entry.Name}' is not an http address.")
        );
    }
}
