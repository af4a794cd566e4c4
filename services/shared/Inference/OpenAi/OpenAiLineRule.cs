using System.Text;
using System.Text.Json;
using Orchestrator.Inference.Http;
using Orchestrator.Inference.Streaming;

namespace Orchestrator.Inference.OpenAi;

/// <summary>Finds the end and the errors of a stream of chat chunks. Older llama.cpp has a field "error" of its own.</summary>
internal sealed class OpenAiLineRule(int maxEventBytes) : SseLineRule(maxEventBytes)
{
    /// <summary>Some servers leave [DONE] out; the reader knows whether there was a finish reason.</summary>
    public override bool MustEnd => false;

    protected override LineVerdict JudgeData(ReadOnlySpan<byte> data)
    {
        if (data.SequenceEqual("[DONE]"u8))
        {
            End();
            return LineVerdict.Passed;
        }

        return data.IndexOf("\"error\""u8) < 0 ? LineVerdict.Passed : JudgeError(data);
    }

    protected override LineVerdict JudgeField(ReadOnlySpan<byte> line) =>
        line.StartsWith("error:"u8)
            ? Failed(ErrorBody.Read($$"""{"error":{{Encoding.UTF8.GetString(line["error:"u8.Length..])}}}"""))
            : LineVerdict.Passed;

    private static LineVerdict JudgeError(ReadOnlySpan<byte> data)
    {
        try
        {
            var reader = new Utf8JsonReader(data);
            return ErrorBody.In(JsonElement.ParseValue(ref reader)) is { } words ? Failed(words) : LineVerdict.Passed;
        }
        catch (JsonException)
        {
            return LineVerdict.Failed(InferenceCause.StreamBroken, "An event of the answer is not JSON.");
        }
    }

    private static LineVerdict Failed(ErrorWords words) =>
        LineVerdict.Failed(OpenAiFailures.OfStream(words), words.Message);
}
