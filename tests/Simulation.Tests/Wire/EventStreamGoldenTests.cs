using System.Text.Json;

namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>The events of OpenAI's responses and Anthropic's messages, in their order.</summary>
public sealed class EventStreamGoldenTests : IAsyncLifetime
{
    private Replica _replica = null!;

    public async Task InitializeAsync() =>
        _replica = await Replica.StartAsync(("Models:0", "llama3.2:3b"), ("Models:1", "qwen3:8b"));

    public async Task DisposeAsync() => await _replica.DisposeAsync();

    private async Task<(string Name, JsonElement Data)[]> EventsAsync(string path, string json)
    {
        var (status, body) = await _replica.AskAsync(path, json);
        Assert.Equal(200, status);
        return
        [
            .. body.Split("\n\n", StringSplitOptions.RemoveEmptyEntries)
                .Select(part => part.Split('\n'))
                .Select(lines =>
                    (lines[0]["event: ".Length..], JsonDocument.Parse(lines[1]["data: ".Length..]).RootElement)
                ),
        ];
    }

    // A run of equal events is one, so that the golden does not depend on the length of an answer.
    private static string[] Names((string Name, JsonElement Data)[] events) =>
        [.. events.Select(item => item.Name).Where((name, at) => at == 0 || events[at - 1].Name != name)];

    [Fact]
    public async Task A_response_that_thinks_opens_and_closes_each_item()
    {
        var events = await EventsAsync("/v1/responses", "{\"model\":\"qwen3:8b\",\"input\":\"Why?\",\"stream\":true}");
        Assert.Equal(
            [
                "response.created",
                "response.in_progress",
                "response.output_item.added",
                "response.reasoning_summary_part.added",
                "response.reasoning_summary_text.delta",
                "response.reasoning_summary_text.done",
                "response.reasoning_summary_part.done",
                "response.output_item.done",
                "response.output_item.added",
                "response.content_part.added",
                "response.output_text.delta",
                "response.output_text.done",
                "response.content_part.done",
                "response.output_item.done",
                "response.completed",
            ],
            Names(events)
        );
        Assert.Equal(
            Enumerable.Range(0, events.Length),
            events.Select(item => item.Data.GetProperty("sequence_number").GetInt32())
        );
        var output = events[^1].Data.GetProperty("response").GetProperty("output");
        Assert.Equal(
            ["reasoning", "message"],
            output.EnumerateArray().Select(item => item.GetProperty("type").GetString())
        );
        Assert.Equal(1, events[^2].Data.GetProperty("output_index").GetInt32());
    }

    [Fact]
    public async Task A_response_that_is_cut_is_incomplete()
    {
        const string Ask =
            "{\"model\":\"llama3.2:3b\",\"input\":\"Why?\",\"max_output_tokens\":2,\"instructions\":\"Brief\"";
        var whole = await _replica.JsonAsync("/v1/responses", Ask + "}");
        Assert.Equal("incomplete", whole.GetProperty("status").GetString());
        Assert.Equal("max_output_tokens", whole.GetProperty("incomplete_details").GetProperty("reason").GetString());
        Assert.Equal("Brief", whole.GetProperty("instructions").GetString());
        Assert.Equal(2, whole.GetProperty("usage").GetProperty("output_tokens").GetInt32());
        var events = await EventsAsync("/v1/responses", Ask + ",\"stream\":true}");
        Assert.Equal("response.incomplete", events[^1].Name);
    }

    [Fact]
    public async Task A_response_calls_a_function_and_takes_its_result()
    {
        const string Ask =
            "{\"model\":\"llama3.2:3b\",\"stream\":true,\"tools\":[{\"type\":\"function\",\"name\":\"get_weather\",\"parameters\":{\"type\":\"object\",\"properties\":{\"city\":{\"type\":\"string\"}}}}],\"input\":";
        var events = await EventsAsync("/v1/responses", Ask + "\"What is the weather in Seoul?\"}");
        Assert.Equal(
            [
                "response.created",
                "response.in_progress",
                "response.output_item.added",
                "response.function_call_arguments.delta",
                "response.function_call_arguments.done",
                "response.output_item.done",
                "response.completed",
            ],
            Names(events)
        );
        var call = events[^1].Data.GetProperty("response").GetProperty("output")[0];
        Assert.Equal("{\"city\":\"Seoul\"}", call.GetProperty("arguments").GetString());
        var next = await EventsAsync(
            "/v1/responses",
            Ask
                + $"[{{\"role\":\"user\",\"content\":\"What is the weather in Seoul?\"}},{call.GetRawText()},{{\"type\":\"function_call_output\",\"call_id\":\"{call.GetProperty("call_id").GetString()}\",\"output\":\"18\"}}]}}"
        );
        var text = next[^1].Data.GetProperty("response").GetProperty("output")[0].GetProperty("content")[0];
        Assert.Equal(
            "[simulated] The tool get_weather returned 2 characters, which a real model would now use.",
            text.GetProperty("text").GetString()
        );
    }

    [Fact]
    public async Task A_message_is_one_object()
    {
        var (status, body) = await _replica.AskAsync(
            "/v1/messages",
            "{\"model\":\"llama3.2:3b\",\"max_tokens\":2,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
        );
        Assert.Equal(200, status);
        Assert.Equal(
            "{\"id\":\"msg_N\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"llama3.2:3b\",\"content\":[{\"type\":\"text\",\"text\":\"[simulated] llama\"}],\"stop_reason\":\"max_tokens\",\"usage\":{\"input_tokens\":5,\"output_tokens\":2}}",
            Replica.WithoutTimes(body)
        );
    }

    [Fact]
    public async Task A_message_streams_block_by_block()
    {
        var events = await EventsAsync(
            "/v1/messages",
            "{\"model\":\"qwen3:8b\",\"max_tokens\":500,\"stream\":true,\"system\":[{\"type\":\"text\",\"text\":\"Brief\"}],\"messages\":[{\"role\":\"user\",\"content\":\"Why?\"}]}"
        );
        Assert.Equal(
            [
                "message_start",
                "content_block_start",
                "content_block_delta",
                "content_block_stop",
                "content_block_start",
                "content_block_delta",
                "content_block_stop",
                "message_delta",
                "message_stop",
            ],
            Names(events)
        );
        Assert.All(events, item => Assert.Equal(item.Name, item.Data.GetProperty("type").GetString()));
        Assert.Equal("thinking", events[1].Data.GetProperty("content_block").GetProperty("type").GetString());
        Assert.Equal("end_turn", events[^2].Data.GetProperty("delta").GetProperty("stop_reason").GetString());
        Assert.True(
            events[0].Data.GetProperty("message").GetProperty("usage").GetProperty("input_tokens").GetInt32() > 5
        );
    }

    [Theory]
    [InlineData("{\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}", 400, "model is required")]
    [InlineData(
        "{\"model\":\"llama3.2:3b\",\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
        400,
        "max_tokens is required and must be positive"
    )]
    [InlineData("{\"model\":\"llama3.2:3b\",\"max_tokens\":1,\"messages\":[]}", 400, "messages is required")]
    [InlineData(
        "{\"model\":\"nobody\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":\"a\"}]}",
        404,
        "model 'nobody' not found"
    )]
    [InlineData(
        "{\"model\":\"llama3.2:3b\",\"max_tokens\":1,\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"http://a\"}}]}]}",
        400,
        "invalid image source type: url. Only base64 images are supported."
    )]
    [InlineData(
        "{\"model\":\"llama3.2:3b\",\"max_tokens\":1,\"messages\":[{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"name\":\"f\"}]}]}",
        400,
        "tool_use block missing required 'id' field"
    )]
    public async Task Errors_have_the_form_of_Anthropic(string json, int status, string words)
    {
        var type = status == 404 ? "not_found_error" : "invalid_request_error";
        var (given, body) = await _replica.AskAsync("/v1/messages", json);
        Assert.Equal(
            (
                status,
                $"{{\"type\":\"error\",\"error\":{{\"type\":\"{type}\",\"message\":\"{words}\"}},\"request_id\":\"req_N\"}}"
            ),
            (given, Replica.WithoutTimes(body))
        );
    }

    [Theory]
    [InlineData("/v1/messages", "\"max_tokens\":50,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]", "error")]
    [InlineData("/v1/responses", "\"input\":\"Hello\"", "response.failed")]
    public async Task A_stream_that_fails_half_way_says_so_in_an_event(string path, string rest, string name)
    {
        await _replica.JsonAsync("/_sim/faults", "{\"kind\":\"error_in_band\"}");
        var events = await EventsAsync(path, $"{{\"model\":\"llama3.2:3b\",\"stream\":true,{rest}}}");
        Assert.Equal(name, events[^1].Name);
        Assert.Contains("half-way", events[^1].Data.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Anthropic_says_overloaded_when_the_host_is_busy()
    {
        await _replica.JsonAsync("/_sim/faults", "{\"kind\":\"refuse\"}");
        var (status, body) = await _replica.AskAsync(
            "/v1/messages",
            "{\"model\":\"llama3.2:3b\",\"max_tokens\":5,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}"
        );
        Assert.Equal(503, status);
        Assert.Contains("\"overloaded_error\"", body, StringComparison.Ordinal);
    }
}
