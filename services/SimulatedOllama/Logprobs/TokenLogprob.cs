using System.Text.Json.Serialization;

namespace Orchestrator.SimulatedOllama.Logprobs;

/// <param name="Logprob">Natural logarithm of the probability that the model gave the token; at most 0.</param>
/// <param name="Bytes">The token in UTF-8, one number for each byte.</param>
/// <param name="TopLogprobs">The likeliest tokens in this place, likeliest first.</param>
internal sealed record TokenLogprob(
    string Token,
    double Logprob,
    int[] Bytes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] TokenLogprob[]? TopLogprobs = null
);
