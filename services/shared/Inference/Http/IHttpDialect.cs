namespace Orchestrator.Inference.Http;

/// <summary>What differs between the HTTP interfaces that we call; everything else they share.</summary>
internal interface IHttpDialect
{
    /// <summary>What a call to this endpoint may take.</summary>
    /// <param name="endpoint">The last part of the path: "chat", "completions".</param>
    /// <param name="options">The provider's limits.</param>
    CallLimits LimitsOf(string endpoint, HttpCallOptions options);

    /// <summary>A status that is not success.</summary>
    /// <param name="status">As it came.</param>
    /// <param name="words">The endpoint's own.</param>
    InferenceError OfStatus(int status, ErrorWords words);
}
