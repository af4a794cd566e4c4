using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults;

namespace Orchestrator.Gateway.Access;

/// <summary>While no key exists anybody who reaches the port may use the fleet, so only this machine may reach it.</summary>
internal sealed class LoopbackOnly : IValidateOptions<EndpointsOptions>
{
    public ValidateOptionsResult Validate(string? name, EndpointsOptions options) =>
        options.Http is null or { IsAbsoluteUri: false } or { IsLoopback: true }
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{EndpointsOptions.SectionName}:{nameof(EndpointsOptions.Http)} is '{options.Http}', which others can "
                    + "reach, and there are no API keys yet to tell who may. Use a loopback address, for example "
                    + "http://127.0.0.1:8080."
            );
}
