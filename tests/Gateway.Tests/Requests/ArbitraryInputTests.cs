using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Contracts.Router.V1;
using Orchestrator.Gateway.Errors;
using Orchestrator.Gateway.Native;
using Orchestrator.Gateway.Native.Wire;
using Orchestrator.Gateway.Ollama;
using Orchestrator.Gateway.Ollama.Wire;
using Orchestrator.Gateway.OpenAi;
using Orchestrator.Gateway.OpenAi.Wire;
using Orchestrator.Gateway.Requests;
using Orchestrator.Placement;
using Orchestrator.Placement.Attempts;

namespace Orchestrator.Gateway.Tests.Requests;

/// <summary>Whatever somebody sends, there is a question or a list of problems, and never an exception.</summary>
public sealed class ArbitraryInputTests
{
    private static readonly string[] Seeds =
    [
        """{"model":"m","messages":[{"role":"user","content":[{"type":"text","text":"x"},{"type":"image_url","image_url":{"url":"data:image/png;base64,aGVsbG8="}}]}],"stop":["a"],"tools":[{"type":"function","function":{"name":"f","parameters":{}}}],"tool_choice":{"function":{"name":"f"}},"response_format":{"type":"json_schema","json_schema":{"schema":{}}}}""",
        """{"model":"m","messages":[{"role":"assistant","content":"x","images":["aGVsbG8="],"tool_calls":[{"id":"1","function":{"name":"f","arguments":{"a":"\ud83d\udc4b"}}}]}],"keep_alive":"5m","think":"low","format":{"type":"object"},"options":{"temperature":1,"stop":["x"],"num_ctx":1}}""",
        """{"prompt":"x","run_id":"r","thumb":"up","id":"7"}""",
    ];

    private static readonly string[] Snippets =
    [
        "null",
        "true",
        "-1",
        "1e999",
        "99999999999999999999",
        "\"\"",
        "\"\\ud800\"",
        "{}",
        "[]",
        "[null]",
        "{\"a\":[{}]}",
        "\"5m\"",
        ",",
        "}",
        "]",
        "\\",
        "\"",
        "\u0000",
        "한",
    ];

    [Fact]
    public void Arbitrary_bytes_never_throw() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(500),
            Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes => ReadsAll(bytes))
        );

    [Fact]
    public void Requests_with_arbitrary_damage_never_throw() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(3000),
            Prop.ForAll(Damaged().ToArbitrary(), bytes => ReadsAll(bytes))
        );

    [Fact]
    public void Values_of_the_wrong_kind_anywhere_never_throw() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(2000),
            Prop.ForAll(Replaced().ToArbitrary(), text => ReadsAll(Encoding.UTF8.GetBytes(text)))
        );

    /// <summary>A valid request in which some bytes are cut out and something else is put in.</summary>
    private static Gen<byte[]> Damaged() =>
        from seed in Gen.Elements(Seeds)
        from at in Gen.Choose(0, seed.Length - 1)
        from length in Gen.Choose(0, 12)
        from snippet in Gen.Elements(Snippets)
        from flip in Gen.Choose(0, 255)
        select Damage(seed, at, length, snippet, (byte)flip);

    private static byte[] Damage(string seed, int at, int length, string snippet, byte flip)
    {
        var end = Math.Min(seed.Length, at + length);
        var bytes = Encoding.UTF8.GetBytes(seed[..at] + snippet + seed[end..]);
        if (flip < 64)
        {
            bytes[at % bytes.Length] = (byte)(flip * 4);
        }

        return bytes;
    }

    /// <summary>A valid request in which one value is another one: still JSON, but of the wrong shape.</summary>
    private static Gen<string> Replaced() =>
        from seed in Gen.Elements(Seeds)
        from colon in Gen.Elements(Enumerable.Range(0, seed.Length).Where(index => seed[index] == ':').ToArray())
        from snippet in Gen.Elements(Snippets[..12])
        select Replace(seed, colon + 1, snippet);

    private static string Replace(string seed, int start, string snippet)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(seed[start..]), isFinalBlock: false, default);
        try
        {
            reader.Read();
            reader.TrySkip();
            return seed[..start] + snippet + seed[(start + (int)reader.BytesConsumed)..];
        }
        catch (JsonException)
        {
            return seed[..start] + snippet;
        }
    }

    private static bool ReadsAll(byte[] bytes) =>
        Reads(bytes, OpenAiJson.Default.ChatCompletionRequest, ChatCompletionMapping.ToQuestion)
        && Reads(bytes, OllamaJson.Default.OllamaChatRequest, OllamaChatMapping.ToQuestion)
        && Reads(bytes, NativeJson.Default.RouteQuestion, RouteQuestionMapping.ToQuestion)
        && Reads<FeedbackRequest>(
            bytes,
            NativeJson.Default.FeedbackRequest,
            (request, problems) =>
            {
                FeedbackMapping.ToMessage(request, Guid.Empty, default, problems);
                return null;
            }
        );

    private static bool Reads<T>(byte[] bytes, JsonTypeInfo<T> type, Func<T, FieldProblems, Question?> map)
        where T : class
    {
        var (request, problem) = WireReader.Read(bytes, type);
        if (request is null)
        {
            return Speaks(GatewayError.Invalid([problem!]));
        }

        var problems = new FieldProblems();
        var question = map(request, problems);
        if (problems.Any)
        {
            return Speaks(problems.ToError());
        }

        // What passed has to fit on the wire: text that is no Unicode would fail there.
        var attempt = new Attempt("r", 1, new RouteResponse(), new Choice(), StartedAt: 0);
        return question is null || GenerateRequests.From(question, attempt).CalculateSize() > 0;
    }

    /// <summary>Every dialect can put it into words.</summary>
    private static bool Speaks(GatewayError error)
    {
        foreach (var dialect in new[] { Dialect.OpenAi, Dialect.Ollama, Dialect.Native })
        {
            using var stream = new MemoryStream();
            using (var json = new Utf8JsonWriter(stream))
            {
                dialect.Errors.Write(json, error);
            }

            using var parsed = JsonDocument.Parse(stream.ToArray());
        }

        return error.Message.Length is > 0 and < 1000;
    }
}
