using System.Text.Json;
using Orchestrator.Inference.Conversation;
using Orchestrator.Inference.Http;
using Orchestrator.Inference.Streaming;

namespace Orchestrator.Inference.Anthropic;

/// <summary>Finds the end and the errors of a stream of Anthropic's events, which name their type inside their data.</summary>
internal sealed class AnthropicLineRule(int maxEventBytes) : SseLineRule(maxEventBytes)
{
    public override bool MustEnd => true;

    protected override LineVerdict JudgeData(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data);
            // Most events are text; only those that may be one of the two are read as a whole. The SDK passes over events
            // that it does not know, so what is no JSON has to be noticed here.
            if (data.IndexOf("\"error\""u8) < 0 && data.IndexOf("\"message_stop\""u8) < 0)
            {
                reader.Read();
                reader.Skip();
                return LineVerdict.Passed;
            }

            return Judge(JsonElement.ParseValue(ref reader));
        }
        catch (JsonException)
        {
            return LineVerdict.Failed(InferenceCause.StreamBroken, "An event of the answer is not JSON.");
        }
    }

    private LineVerdict Judge(JsonElement item)
    {
        switch (item.Text("type"))
        {
            case "message_stop":
                End();
                return LineVerdict.Passed;
            case "error":
                // In an object of its own, the type says what it is.
                var words = ErrorBody.In(item) ?? new ErrorWords("The endpoint reported an error without words.", "");
                return LineVerdict.Failed(AnthropicFailures.OfStream(words), words.Message);
            default:
                return LineVerdict.Passed;
        }
    }
}
