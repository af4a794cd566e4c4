using Microsoft.Extensions.Options;

namespace Orchestrator.Profiler.Discovery;

internal sealed class DiscoveryOptionsCheck : IValidateOptions<DiscoveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscoveryOptions options)
    {
        var wrong = options.WorkerDns.FirstOrDefault(text => WorkerDnsName.Parse(text) is null);
        return wrong is null
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{DiscoveryOptions.SectionName}:WorkerDns must hold names with ports (workers.default.svc:8081), not '{wrong}'."
            );
    }
}
