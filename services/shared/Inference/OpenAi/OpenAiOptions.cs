using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.OpenAi;

/// <summary>The limits of every call to an endpoint that speaks OpenAI's interface.</summary>
public sealed class OpenAiOptions : HostedCallOptions
{
    public const string SectionName = "OpenAi";
}
