using Orchestrator.Inference.Http;

namespace Orchestrator.Inference.OpenAi;

/// <summary>OpenAI's HTTP interface, and llama.cpp's pages beside it.</summary>
internal sealed class OpenAiDialect : IHttpDialect
{
    public CallLimits LimitsOf(string endpoint, HttpCallOptions options) =>
        endpoint switch
        {
            "completions" => CallLimits.Streamed(options, new OpenAiLineRule(options.MaxLineBytes)),
            "embeddings" => CallLimits.Whole(options),
            _ => CallLimits.Info(options),
        };

    public InferenceError OfStatus(int status, ErrorWords words) => OpenAiFailures.OfStatus(status, words);
}
