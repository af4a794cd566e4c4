using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Wire;

/// <summary>What depends on the length of a prompt, and on what the slot remembers of the one before.</summary>
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
        Assert.Equal(
            (400, "{\"error\":\"the input length exceeds the context length\"}"),
            await replica.AskAsync("/api/generate", Generate(_long, ",\"truncate\":false"))
        );
        Assert.Equal(200, (await replica.AskAsync("/api/generate", Generate("short", ",\"truncate\":false"))).Status);
    }

    [Fact]
    public async Task A_conversation_that_goes_on_is_evaluated_only_where_it_is_new()
    {
        var clock = new ManualTimeProvider();
        await using var replica = await Replica.StartAsync(clock, ("Models:0", "llama3.2:3b"), ("SpeedFactor", "1"));
        async Task<long> PrefillAsync(string prompt)
        {
            var asking = replica.JsonAsync("/api/generate", Generate(prompt, ""));
            var answer = await clock.AdvanceUntilAsync(asking, TimeSpan.FromMilliseconds(1), Replica.Deadline);
            return answer.GetProperty("prompt_eval_duration").GetInt64();
        }

        var story = string.Join(' ', Enumerable.Range(0, 600).Select(number => $"w{number}"));
        var first = await PrefillAsync(story);
        var again = await PrefillAsync($"{story} and so on");
        var other = await PrefillAsync($"else {story}");
        Assert.True(again < first / 5, $"{again} after {first}");
        Assert.True(other > first / 2, $"{other} after {first}");
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
