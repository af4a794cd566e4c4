namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>What depends on the length of a request.</summary>
public sealed class PromptLengthTests
{
    private static readonly string _long = string.Join(' ', Enumerable.Repeat("word", 3000));

    private static string Generate(string prompt, string more) =>
        $"{{\"model\":\"llama3.2:3b\",\"prompt\":\"{prompt}\",\"stream\":false,\"options\":{{\"num_ctx\":2048,\"num_predict\":2}}{more}}}";

    [Fact]
    public async Task A_prompt_beyond_the_context_is_cut_unless_that_is_forbidden()
    {
        await using var replica = await Replica.StartAsync(("Models:0", "llama3.2:3b"));
        var cut = await replica.JsonAsync("/api/generate", Generate(_long, ""));
        Assert.Equal(2048, cut.GetProperty("prompt_eval_count").GetInt32());
        Assert.Equal(2048, cut.GetProperty("context").GetArrayLength());
        Assert.Equal(
            (400, "{\"error\":\"the input length exceeds the context length\"}"),
            await replica.AskAsync("/api/generate", Generate(_long, ",\"truncate\":false"))
        );
        Assert.Equal(200, (await replica.AskAsync("/api/generate", Generate("short", ",\"truncate\":false"))).Status);
    }

    [Fact]
    public async Task Messages_tools_and_pictures_are_counted_and_bounded()
    {
        await using var replica = await Replica.StartAsync(
            ("Models:0", "gemma3:12b"),
            ("MessagesMax", "2"),
            ("ToolsMax", "1"),
            ("ImagesMax", "1")
        );
        const string Message = "{\"role\":\"user\",\"content\":\"a\",\"images\":[]}";
        const string Tool = "{\"type\":\"function\",\"function\":{\"name\":\"f\"}}";
        static string Ask(string messages, string tools) =>
            $"{{\"model\":\"gemma3:12b\",\"messages\":[{messages}],\"tools\":[{tools}]}}";
        Assert.Equal(
            (400, "{\"error\":\"simulated limit: more than 2 messages\"}"),
            await replica.AskAsync("/api/chat", Ask($"{Message},{Message},{Message}", ""))
        );
        Assert.Equal(
            (400, "{\"error\":\"simulated limit: more than 1 tools\"}"),
            await replica.AskAsync("/api/chat", Ask(Message, $"{Tool},{Tool}"))
        );
        Assert.Equal(
            (400, "{\"error\":\"simulated limit: more than 1 images\"}"),
            await replica.AskAsync(
                "/api/chat",
                Ask(Message.Replace("[]", "[\"AAAA\",\"AAAA\"]", StringComparison.Ordinal), "")
            )
        );
    }
}
