using System.Text.Json.Nodes;
using Orchestrator.SimulatedOllama.Logprobs;

namespace Orchestrator.SimulatedOllama.OpenAi;

internal static class LogprobJson
{
    /// <param name="isTop">One of the alternatives, which have none of their own.</param>
    public static JsonNode Of(TokenLogprob given, bool isTop)
    {
        var json = new JsonObject
        {
            ["token"] = given.Token,
            ["logprob"] = given.Logprob,
            ["bytes"] = new JsonArray([.. given.Bytes.Select(octet => (JsonNode?)octet)]),
        };
        if (!isTop)
        {
            json["top_logprobs"] = new JsonArray([
                .. (given.TopLogprobs ?? []).Select(other => Of(other, isTop: true)),
            ]);
        }

        return json;
    }
}
