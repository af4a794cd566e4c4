using Microsoft.Extensions.Options;
using Orchestrator.Inference.Abstractions;
using Orchestrator.Inference.Anthropic;
using Orchestrator.Inference.Http;
using Orchestrator.Inference.Ollama;
using Orchestrator.Inference.OpenAi;

namespace Orchestrator.Inference.Tests.Providers;

/// <summary>What a fake server of one interface says, so that one scenario can be run against all of them.</summary>
internal abstract class Dialect
{
    public static IReadOnlyList<string> Kinds { get; } = ["ollama", "openai", "anthropic", "custom"];

    public abstract string ContentType { get; }

    /// <summary>The beginning of an answer: the prelude, then the text "Hello".</summary>
    public abstract string Hello { get; }

    /// <summary>What follows it in a whole answer: 7 tokens read, 3 written.</summary>
    public abstract string End { get; }

    /// <summary>The beginning of an answer that has no content yet; empty where there is no such thing.</summary>
    public abstract string Prelude { get; }

    /// <summary>Part of a line with text, without its end.</summary>
    public abstract string OpenText { get; }

    /// <summary>An error inside the stream.</summary>
    public abstract string InBand(string words);

    /// <summary>An error's body.</summary>
    public abstract string Error(string words);

    /// <summary>A list of models of about so many bytes.</summary>
    public abstract string List(int bytes);

    public abstract IReplicaProvider Provide(
        Action<HttpCallOptions> tune,
        TimeProvider clock,
        ReplicaAddressFilter? filter
    );

    public static Dialect Of(string kind) =>
        kind switch
        {
            "ollama" => new OllamaDialect(),
            "openai" => new OpenAiDialect(),
            "anthropic" => new AnthropicDialect(),
            "custom" => new CustomDialect(),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };

    private static IOptions<TOptions> Tuned<TOptions>(Action<HttpCallOptions> tune)
        where TOptions : HttpCallOptions, new()
    {
        var options = new TOptions();
        tune(options);
        return Options.Create(options);
    }

    private static string Filler(int bytes) => new('x', bytes);

    private sealed class OllamaDialect : Dialect
    {
        public override string ContentType => "application/x-ndjson";

        public override string Hello =>
            """{"model":"m","message":{"role":"assistant","content":"Hello"},"done":false}""" + "\n";

        public override string End =>
            """{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":7,"eval_count":3}"""
            + "\n";

        public override string Prelude => "";

        public override string OpenText => """{"message":{"content":"x""";

        public override string InBand(string words) => Error(words) + "\n";

        public override string Error(string words) => $$"""{"error":"{{words}}"}""";

        public override string List(int bytes) => $$"""{"models":[{"name":"{{Filler(bytes)}}"}]}""";

        public override IReplicaProvider Provide(
            Action<HttpCallOptions> tune,
            TimeProvider clock,
            ReplicaAddressFilter? filter
        ) => new OllamaProvider(Tuned<OllamaOptions>(tune), clock, filter);
    }

    private class OpenAiDialect : Dialect
    {
        public override string ContentType => "text/event-stream";

        public override string Hello =>
            Prelude + """data: {"choices":[{"index":0,"delta":{"content":"Hello"}}]}""" + "\n\n";

        public override string End =>
            """data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}"""
            + "\n\n"
            + """data: {"choices":[],"usage":{"prompt_tokens":7,"completion_tokens":3}}"""
            + "\n\ndata: [DONE]\n\n";

        public override string Prelude =>
            """data: {"choices":[{"index":0,"delta":{"role":"assistant","content":""}}]}""" + "\n\n";

        public override string OpenText => """data: {"choices":[{"index":0,"delta":{"content":"x""";

        public override string InBand(string words) => $"data: {Error(words)}\n\n";

        public override string Error(string words) =>
            $$$"""{"error":{"message":"{{{words}}}","type":"server_error","code":null}}""";

        public override string List(int bytes) => $$"""{"data":[{"id":"{{Filler(bytes)}}"}]}""";

        public override IReplicaProvider Provide(
            Action<HttpCallOptions> tune,
            TimeProvider clock,
            ReplicaAddressFilter? filter
        ) => new OpenAiProvider(Tuned<OpenAiOptions>(tune), clock, filter);
    }

    /// <summary>Another's IChatClient, which happens to be ours for OpenAI's interface.</summary>
    private sealed class CustomDialect : OpenAiDialect
    {
        public override IReplicaProvider Provide(
            Action<HttpCallOptions> tune,
            TimeProvider clock,
            ReplicaAddressFilter? filter
        ) => new CustomProvider(base.Provide(tune, clock, filter), Tuned<HostedCallOptions>(tune).Value, clock);
    }

    private sealed class CustomProvider(IReplicaProvider inner, HostedCallOptions limits, TimeProvider clock)
        : IReplicaProvider,
            IDisposable
    {
        public string Kind => "custom";

        public IReplicaClient Create(ReplicaEndpoint endpoint)
        {
            var client = inner.Create(endpoint);
            return new ChatClientReplica(endpoint, client.AsChatClient(ModelId.Parse("m")), limits, clock)
            {
                Models = async token =>
                    [.. (await client.ListInstalledAsync(token)).Select(model => model.Id.ToString())],
            };
        }

        public void Dispose() => (inner as IDisposable)?.Dispose();
    }

    private sealed class AnthropicDialect : Dialect
    {
        public override string ContentType => "text/event-stream";

        public override string Hello =>
            Prelude
            + Event("""{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}""")
            + Event("""{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hello"}}""");

        public override string End =>
            Event("""{"type":"content_block_stop","index":0}""")
            + Event("""{"type":"message_delta","delta":{"stop_reason":"end_turn"},"usage":{"output_tokens":3}}""")
            + Event("""{"type":"message_stop"}""");

        public override string Prelude =>
            Event(
                """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"m","content":[],"stop_reason":null,"usage":{"input_tokens":7,"output_tokens":1}}}"""
            ) + Event("""{"type":"ping"}""");

        public override string OpenText =>
            "event: content_block_delta\n"
            + """data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"x""";

        public override string InBand(string words) => Event(Error(words));

        public override string Error(string words) =>
            $$$"""{"type":"error","error":{"type":"api_error","message":"{{{words}}}"}}""";

        public override string List(int bytes) =>
            $$"""{"data":[{"type":"model","id":"{{Filler(bytes)}}","display_name":"M","created_at":"2026-01-01T00:00:00Z"}],"has_more":false,"first_id":null,"last_id":null}""";

        public override IReplicaProvider Provide(
            Action<HttpCallOptions> tune,
            TimeProvider clock,
            ReplicaAddressFilter? filter
        ) => new AnthropicProvider(Tuned<AnthropicOptions>(tune), clock, filter);

        private static string Event(string data)
        {
            var type = System.Text.Json.Nodes.JsonNode.Parse(data)!["type"]!;
            return $"event: {type}\ndata: {data}\n\n";
        }
    }
}
