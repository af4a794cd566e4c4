using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Module;

public sealed class GenerateTests
{
    [Fact]
    public async Task An_answer_starts_with_the_admission_and_ends_with_what_the_replica_measured()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        var chunks = await Calls.ReadAsync(call);

        Assert.True(chunks[0].Admitted.ModelIsLoaded);
        Assert.Equal(["Hello", " world"], chunks[1..^1].Select(chunk => chunk.Delta.Content));
        var finished = chunks[^1].Finished;
        Assert.Equal(("stop", 7u, 2u), (finished.Reason, finished.PromptTokens, finished.OutputTokens));
        Assert.Equal(TimeSpan.FromSeconds(1), finished.LoadDuration.ToTimeSpan());
        Assert.Equal(TimeSpan.FromSeconds(2), finished.DecodeDuration.ToTimeSpan());
        Assert.Equal(TimeSpan.FromSeconds(4), finished.TotalDuration.ToTimeSpan());
    }

    [Fact]
    public async Task A_piece_reaches_the_caller_while_the_replica_still_writes()
    {
        await using var far = await FakeOllama.StartAsync();
        var goOn = new TaskCompletionSource();
        far.Chat = async context =>
        {
            await context.ContentAsync("first");
            await goOn.Task.WaitAsync(context.RequestAborted);
            await context.AnswerAsync("second");
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        Assert.NotNull((await Calls.NextAsync(call)).Admitted);
        Assert.Equal("first", (await Calls.NextAsync(call)).Delta.Content);
        goOn.SetResult();
        Assert.Equal("second", (await Calls.NextAsync(call)).Delta.Content);
    }

    [Fact]
    public async Task Thinking_and_tool_calls_are_passed_on()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Chat = async context =>
        {
            await context.LineAsync(
                new
                {
                    message = new
                    {
                        role = "assistant",
                        content = "",
                        thinking = "hm",
                    },
                    done = false,
                }
            );
            var function = new
            {
                index = 0,
                name = "weather",
                arguments = new { city = "Seoul" },
            };
            await context.LineAsync(
                new
                {
                    message = new
                    {
                        role = "assistant",
                        content = "",
                        tool_calls = new[] { new { id = "call_1", function } },
                    },
                    done = false,
                }
            );
            await context.DoneAsync();
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        var request = Calls.Request(replica.Epoch);
        request.Tools.Add(new Tool { Name = "weather", ParametersJson = """{"type":"object"}""" });

        using var call = worker.Client.Generate(request);
        var chunks = await Calls.ReadAsync(call);

        Assert.Equal("hm", chunks[1].Delta.Thinking);
        var tool = Assert.Single(chunks[2].Delta.ToolCalls);
        Assert.Equal(("weather", """{"city":"Seoul"}"""), (tool.Name, tool.ArgumentsJson));
        Assert.Equal("tool_calls", chunks[^1].Finished.Reason);
        var sent = far.Requests.Single(r => r.Path == "/api/chat").Body.GetProperty("tools")[0];
        Assert.Equal("weather", sent.GetProperty("function").GetProperty("name").GetString());
    }

    [Fact]
    public async Task A_hang_up_stops_the_replicas_generation_and_frees_the_slot()
    {
        await using var far = await FakeOllama.StartAsync();
        var stopped = new TaskCompletionSource();
        far.Chat = async context =>
        {
            context.RequestAborted.Register(stopped.SetResult);
            await context.ContentAsync("first");
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        using var call = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Calls.NextAsync(call);
        await Calls.NextAsync(call);
        await worker.ReplicaAsync(r => r.InFlight == 1, "the call is counted");
        call.Dispose();

        await Wait.ForAsync(stopped.Task, "the replica sees the hang-up");
        await worker.ReplicaAsync(r => r.InFlight == 0, "the slot is free");
    }

    [Fact]
    public async Task A_caller_that_hangs_up_in_the_queue_never_reaches_the_replica()
    {
        await using var far = await FakeOllama.StartAsync();
        var goOn = new TaskCompletionSource();
        far.Chat = async context =>
        {
            await goOn.Task.WaitAsync(context.RequestAborted);
            await context.AnswerAsync("done");
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();
        using var first = worker.Client.Generate(Calls.Request(replica.Epoch));
        await Calls.NextAsync(first);

        using var second = worker.Client.Generate(Calls.Request(replica.Epoch));
        await worker.ReplicaAsync(r => r is { InFlight: 1, Queued: 1 }, "the second call waits");
        second.Dispose();
        await worker.ReplicaAsync(r => r is { InFlight: 1, Queued: 0 }, "the second call has left the queue");

        goOn.SetResult();
        Assert.NotNull((await Calls.ReadAsync(first))[^1].Finished);
        Assert.Equal(1, far.CountOf("/api/chat"));
    }

    [Fact]
    public async Task A_small_context_is_not_sent_and_a_larger_one_is_sent_with_the_load_too()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Load = context =>
        {
            far.Models = [new FakeModel(FakeOllama.Model, "d1", 16384)];
            return context.LoadedAsync();
        };
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReplicaAsync(
            r => r.Models.Any(model => model.ContextTokens == 131_072),
            "the trained context is known"
        );

        using var small = worker.Client.Generate(Calls.Request(replica.Epoch, context: 2048));
        await Calls.ReadAsync(small);
        Assert.Equal(0, far.CountOf("/api/generate"));
        Assert.DoesNotContain("num_ctx", far.Requests.Last(r => r.Path == "/api/chat").Body.ToString());

        using var large = worker.Client.Generate(Calls.Request(replica.Epoch, context: 9000));
        Assert.False((await Calls.ReadAsync(large))[0].Admitted.ModelIsLoaded);
        foreach (var path in (string[])["/api/generate", "/api/chat"])
        {
            var options = far.Requests.Last(r => r.Path == path).Body.GetProperty("options");
            Assert.Equal(16384, options.GetProperty("num_ctx").GetInt32());
        }
    }

    [Fact]
    public async Task A_prompt_that_does_not_fit_the_loaded_context_gets_a_larger_one_and_the_next_call_keeps_it()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Load = context =>
        {
            far.Models = [new FakeModel(FakeOllama.Model, "d1", 8192)];
            return context.LoadedAsync();
        };
        // No look at the replica comes between the two calls but the one that the load asks for.
        await using var worker = await WorkerHost.StartAsync(
            far.Url,
            new() { ["Worker:Inventory:Interval"] = "00:01:00" }
        );
        var replica = await worker.ReplicaAsync(
            r => r.Models.Any(model => model.ContextTokens == 131_072),
            "the trained context is known"
        );
        var request = Calls.Request(replica.Epoch);
        request.Messages[0].Content = new string('가', 6000);

        using var first = worker.Client.Generate(request);
        Assert.False((await Calls.ReadAsync(first))[0].Admitted.ModelIsLoaded);
        using var second = worker.Client.Generate(request);
        await Calls.ReadAsync(second);

        var load = far.Requests.Where(r => r.Path == "/api/generate").Select(Context).ToList();
        Assert.Equal(8192, load[0]);
        var chats = far.Requests.Where(r => r.Path == "/api/chat").Select(Context).ToList();
        Assert.Equal(8192, chats[0]);
        Assert.Contains(chats[1], (int?[])[null, 8192]);
    }

    [Fact]
    public async Task A_call_that_joins_a_load_with_a_larger_context_does_not_load_the_model_again()
    {
        await using var far = await FakeOllama.StartAsync();
        far.Models = [new FakeModel(FakeOllama.Model, "d1", Context: null)];
        var goOn = new TaskCompletionSource();
        far.Load = async context =>
        {
            await goOn.Task.WaitAsync(context.RequestAborted);
            far.Models = [new FakeModel(FakeOllama.Model, "d1", 16384)];
            await context.LoadedAsync();
        };
        await using var worker = await WorkerHost.StartAsync(far.Url, new() { ["Worker:Replicas:0:Slots"] = "2" });
        var replica = await worker.ReplicaAsync(
            r => r.Models.Any(model => model.ContextTokens == 131_072),
            "the trained context is known"
        );
        using var large = worker.Client.Generate(Calls.Request(replica.Epoch, context: 16384));
        await worker.ReplicaAsync(r => r is { Queued: 1, Loading: not null }, "the first one waits for its load");
        using var small = worker.Client.Generate(Calls.Request(replica.Epoch, context: 8000));
        await worker.ReplicaAsync(r => r is { Queued: 2, Loading: not null }, "the second one waits for the same");

        goOn.SetResult();
        await Calls.ReadAsync(large);
        await Calls.ReadAsync(small);

        Assert.Equal([16384, 16384], far.Requests.Where(r => r.Path == "/api/chat").Select(Context));
    }

    [Fact]
    public async Task Embeddings_come_back_in_order()
    {
        await using var far = await FakeOllama.StartAsync();
        await using var worker = await WorkerHost.StartAsync(far.Url);
        var replica = await worker.ReadyAsync();

        var answer = await worker.Client.EmbedAsync(
            new EmbedRequest
            {
                Replica = WorkerHost.Replica,
                Epoch = replica.Epoch,
                Model = FakeOllama.Model,
                Inputs = { "a", "b" },
            }
        );

        Assert.Equal(
            [
                [1, 0],
                [0, 1],
            ],
            answer.Vectors.Select(vector => vector.Values.ToArray())
        );
        Assert.Equal(5u, answer.PromptTokens);
    }

    private static int? Context(FakeRequest request) =>
        request.Body.TryGetProperty("options", out var options) && options.TryGetProperty("num_ctx", out var tokens)
            ? tokens.GetInt32()
            : null;
}
