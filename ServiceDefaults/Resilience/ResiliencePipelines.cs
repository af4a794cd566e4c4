namespace Orchestrator.ServiceDefaults;

/// <summary>
/// Names of pipelines; inject Polly's <c>ResiliencePipelineProvider&lt;string&gt;</c> and call GetPipeline. Their limits are
/// in <see cref="ResilienceOptions"/>.
/// </summary>
public static class ResiliencePipelines
{
    /// <summary>A generation: minutes long, never repeated once something was sent.</summary>
    public const string Llm = "llm";

    /// <summary>A cache: an outage fails fast, so that the caller goes on without it.</summary>
    public const string Redis = "redis";

    /// <summary>A short request that may safely be repeated.</summary>
    public const string Http = "http";
}
