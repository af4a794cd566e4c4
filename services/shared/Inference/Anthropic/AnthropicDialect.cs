using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.Anthropic;

/// <summary>Anthropic's HTTP interface.</summary>
internal sealed class AnthropicDialect : IHttpDialect
{
    public CallLimits LimitsOf(string endpoint, HttpCallOptions options) =>
        endpoint switch
        {
            "messages" => CallLimits.Streamed(options, new AnthropicLineRule(options.MaxLineBytes)),
            _ => CallLimits.Info(options),
        };

    public InferenceError OfStatus(int status, ErrorWords words) =>
        new(InferenceStage.FirstToken, AnthropicFailures.CauseOf(status, words), words.Message, status);
}
