using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Gateway.Requests;
using Orchestrator.Gateway.Responses;

namespace Orchestrator.Gateway.Native;

/// <summary>An event of a run in the form of server-sent events, or as an entry of a JSON list. Pure.</summary>
internal static class RunEventText
{
    /// <summary>The name of a piece of the answer; pieces are live only and have no number.</summary>
    public const string Answer = "answer";

    /// <summary>One event, its blank line included.</summary>
    public static byte[] ToEvent(RunEvent from)
    {
        var text = new StringBuilder();
        if (from.Sequence > 0)
        {
            text.Append(CultureInfo.InvariantCulture, $"id: {from.Sequence}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"event: {Name(from)}\n");
        // A line break inside of the data would end the field.
        foreach (var line in Data(from).Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            text.Append(CultureInfo.InvariantCulture, $"data: {line}\n");
        }

        return Encoding.UTF8.GetBytes(text.Append('\n').ToString());
    }

    public static void WriteEntry(Utf8JsonWriter json, RunEvent from)
    {
        json.WriteStartObject();
        json.WriteNumber("sequence", from.Sequence);
        if (from.At is { } at)
        {
            json.WriteString("at", at.ToDateTimeOffset());
        }

        json.WriteString("name", from.Name);
        json.WritePropertyName("data");
        json.WriteRawValue(Payload(from));
        json.WriteEndObject();
    }

    private static string Name(RunEvent from) => from.Answer is null ? from.Name : Answer;

    private static string Data(RunEvent from) => from.Answer is { } piece ? Piece(piece) : Payload(from);

    // Text that is no object breaks the worker's contract; written raw it would break what is around it too.
    private static string Payload(RunEvent from) => JsonText.IsObject(from.PayloadJson) ? from.PayloadJson : "{}";

    private static string Piece(AnswerPiece piece)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, Json.WriterOptions))
        {
            json.WriteStartObject();
            json.WriteString("content", piece.Content);
            json.WriteString("thinking", piece.Thinking);
            json.WriteNumber("writing", piece.Writing);
            json.WriteNumber("offset", piece.Offset);
            if (piece.Model.Length > 0)
            {
                json.WriteString("model", piece.Model);
                json.WriteString("replica", piece.Replica);
                json.WriteBoolean("simulated", piece.Simulated);
            }

            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
