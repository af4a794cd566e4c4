using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults;

/// <summary>Section "Resilience": one block per named pipeline.</summary>
public sealed class ResilienceOptions
{
    public const string SectionName = "Resilience";

    [ValidateObjectMembers]
    public PipelineOptions Llm { get; set; } =
        new()
        {
            TotalTimeout = TimeSpan.FromMinutes(30),
            AttemptTimeout = TimeSpan.FromMinutes(30),
            Retries = 1,
            // Whoever chooses between replicas keeps a breaker for each of them.
            HasBreaker = false,
        };

    [ValidateObjectMembers]
    public PipelineOptions Redis { get; set; } =
        new()
        {
            TotalTimeout = TimeSpan.FromMilliseconds(500),
            AttemptTimeout = TimeSpan.FromMilliseconds(250),
            Retries = 0,
            // A server that says nothing costs each caller a timeout until the breaker opens, so it opens soon.
            BreakerMinimum = 3,
            BreakerBreak = TimeSpan.FromSeconds(2),
        };

    [ValidateObjectMembers]
    public PipelineOptions Http { get; set; } = new();
}

[OptionsValidator]
internal sealed partial class ResilienceOptionsValidator : IValidateOptions<ResilienceOptions>;
