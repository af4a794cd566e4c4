using Grpc.Core;
using Orchestrator.Contracts.Worker.V1;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Decisions;
using Orchestrator.Testing;

namespace Orchestrator.Router.Tests.Classification.Tiers;

/// <summary>Tiers over real sockets, with a worker of the test.</summary>
public sealed class TiersRoutingTests
{
    private const string Embedding = "Router:Tiers:Embedding:";
    private const string Small = "Router:Tiers:SmallModel:";

    [Fact]
    public async Task Vectors_change_the_label_of_an_unsure_request_and_are_asked_for_once()
    {
        await using var fixture = await TiersFixture.StartAsync(
            settings: [($"{Embedding}Model", "auto"), ($"{Embedding}Deadline", "00:00:10")]
        );
        await fixture.PreparedAsync();
        var (text, found) = UnsureText.Of(0);
        var said = UnsureText.Second(found);
        fixture.Embeds((request, _) => Task.FromResult(FakeVectors.Answer(request, _ => FakeVectors.Of(said))));

        var first = await fixture.ClassifyAsync(text);
        var again = await fixture.ClassifyAsync(text.ToUpperInvariant());

        Assert.Equal((TaskNames.Of(said), "embedding"), (first.Task, first.Tier));
        Assert.StartsWith($"embedding:{TiersFixture.EmbeddingModel}:", first.Evidence[0], StringComparison.Ordinal);
        Assert.Equal((first.Task, "embedding"), (again.Task, again.Tier));
        Assert.True(first.Probability > found.TaskProbabilities[(int)said]);
        Assert.Equal(1, fixture.Embedded);
    }

    [Fact]
    public async Task Nobody_is_asked_for_a_named_model_or_for_what_is_sure()
    {
        await using var fixture = await TiersFixture.StartAsync(
            settings: [($"{Embedding}Model", "auto"), ($"{Small}Model", TiersFixture.SmallModel)]
        );
        await fixture.PreparedAsync();
        fixture.Says("""{"task":"code","difficulty":0.5}""");

        var named = await fixture.ClassifyAsync(UnsureText.Of(0).Text, "chat:8b");
        var sure = await fixture.ClassifyAsync("파이썬으로 정렬 함수를 작성해줘");

        Assert.Equal(("ngram", "code"), (named.Tier, sure.Task));
        Assert.DoesNotContain(named.Evidence, item => item.StartsWith("tier_skipped", StringComparison.Ordinal));
        Assert.Equal((0, 0), (fixture.Embedded, fixture.Generated));
    }

    [Fact]
    public async Task Without_tiers_a_decision_waits_for_nobody()
    {
        await using var fixture = await TiersFixture.StartAsync();
        var text = UnsureText.Of(0).Text;
        var input = new RouteInput("run", "auto", [new("user", text)], text.Length, 0, 0, false, false, 0, [], true);

        var decision = fixture.Decider.DecideAsync(input, CancellationToken.None);

        Assert.True(decision.IsCompletedSuccessfully);
        Assert.Equal(ClassificationTier.Ngram, (await decision).Classification.Tier);
    }

    [Fact]
    public async Task A_request_in_a_hurry_does_not_wait_for_a_tier()
    {
        await using var fixture = await TiersFixture.StartAsync(
            settings: [($"{Small}Model", TiersFixture.SmallModel), ($"{Small}Deadline", "00:00:01")]
        );
        fixture.Says("""{"task":"code","difficulty":0.5}""");
        var text = UnsureText.Of(0).Text;
        var input = new RouteInput("run", "auto", [new("user", text)], text.Length, 0, 0, false, false, 0, [], true);

        var hurried = await fixture.Decider.DecideAsync(
            input with
            {
                Deadline = TimeSpan.FromSeconds(2),
            },
            CancellationToken.None
        );

        Assert.Equal("tier_skipped:model_hurry", hurried.Classification.Evidence[^1]);
        Assert.Equal(0, fixture.Generated);
    }

    [Fact]
    public async Task A_small_model_changes_the_label_and_equal_questions_at_once_ask_it_once()
    {
        await using var fixture = await TiersFixture.StartAsync(
            settings: [($"{Small}Model", TiersFixture.SmallModel), ($"{Small}Deadline", "00:00:30")]
        );
        var (text, found) = UnsureText.Of(0);
        var said = TaskNames.Of(UnsureText.Second(found));
        var asked = new TaskCompletionSource<GenerateRequest>(TaskCreationOptions.RunContinuationsAsynchronously);
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Generates((request, _) => AnswerLater(request));

        var first = fixture.ClassifyAsync(text);
        var question = await Wait.ForAsync(asked.Task, "the model is asked");
        var second = fixture.ClassifyAsync(text);
        answer.SetResult();
        var answers = await Task.WhenAll(first, second);

        Assert.All(answers, label => Assert.Equal((said, "model"), (label.Task, label.Tier)));
        Assert.All(answers, label => Assert.Equal($"model:{TiersFixture.SmallModel}", label.Evidence[0]));
        Assert.Equal(1, fixture.Generated);
        Assert.Equal(("gpu-1", 7ul, true), (question.Replica, question.Epoch, question.Hedge));

        async IAsyncEnumerable<GenerateChunk> AnswerLater(GenerateRequest request)
        {
            asked.TrySetResult(request);
            await answer.Task;
            var json = $$"""{"task":"{{said}}","difficulty":0.9}""";
            yield return new GenerateChunk { Delta = new Delta { Content = json } };
            yield return new GenerateChunk { Finished = new Finished { Reason = "stop" } };
        }
    }

    [Fact]
    public async Task After_the_deadline_the_n_gram_label_is_taken_and_the_call_is_ended()
    {
        await using var fixture = await TiersFixture.StartAsync(
            settings: [($"{Embedding}Model", "auto"), ($"{Embedding}Deadline", "00:00:00.050")]
        );
        await fixture.PreparedAsync();
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        fixture.Embeds(
            async (_, token) =>
            {
                // Not ended by anything but the router.
                await Task.Delay(Timeout.Infinite, token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ended.SetResult();
                throw new RpcException(Status.DefaultCancelled);
            }
        );
        var (text, found) = UnsureText.Of(0);

        var label = await Wait.ForAsync(fixture.ClassifyAsync(text), "the request is answered without the tier");

        Assert.Equal((TaskNames.Of(found.Task), "ngram"), (label.Task, label.Tier));
        Assert.Equal("tier_skipped:embedding_deadline", label.Evidence[^1]);
        await Wait.ForAsync(ended.Task, "the call is ended");
    }

    [Fact]
    public async Task Hostile_vectors_leave_the_n_gram_label()
    {
        await using var fixture = await TiersFixture.StartAsync(
            settings: [($"{Embedding}Model", "bge-m3"), ($"{Embedding}Deadline", "00:00:10"), _neverRests]
        );
        await fixture.PreparedAsync();
        float[][][] hostile =
        [
            [],
            [
                [],
            ],
            [
                [1, 2, 3],
            ],
            [FakeVectors.Filled(float.NaN)],
            [
                [1],
                [1],
            ],
        ];
        for (var i = 0; i < hostile.Length; i++)
        {
            var vectors = hostile[i];
            fixture.Embeds((_, _) => Task.FromResult(Response(vectors)));

            await AssertSkippedAsync(fixture, i, "tier_skipped:embedding_bad_answer");
        }

        fixture.Embeds((_, _) => throw new RpcException(new Status(StatusCode.Internal, "broken")));
        await AssertSkippedAsync(fixture, hostile.Length, "tier_skipped:embedding_failed");
        Assert.Equal(hostile.Length + 1, fixture.Embedded);
    }

    [Fact]
    public async Task Hostile_answers_leave_the_n_gram_label()
    {
        await using var fixture = await TiersFixture.StartAsync(
            settings: [($"{Small}Model", TiersFixture.SmallModel), ($"{Small}Deadline", "00:00:10"), _neverRests]
        );
        string[] hostile =
        [
            "",
            "I would say code.",
            """{"task":"gardening","difficulty":0}""",
            new string('x', 100_000),
        ];
        for (var i = 0; i < hostile.Length; i++)
        {
            fixture.Says(hostile[i]);

            await AssertSkippedAsync(fixture, i, "tier_skipped:model_bad_answer");
        }

        fixture.Says("""{"task":"code","difficulty":0.5}""", reason: "length");
        await AssertSkippedAsync(fixture, hostile.Length, "tier_skipped:model_bad_answer");
        fixture.Generates((_, _) => AsyncEnumerable.Empty<GenerateChunk>());
        await AssertSkippedAsync(fixture, hostile.Length, "tier_skipped:model_failed");
    }

    [Fact]
    public async Task A_model_that_is_not_in_memory_or_has_no_free_slot_is_not_asked()
    {
        (string, string)[] settings = [($"{Small}Model", TiersFixture.SmallModel), ($"{Embedding}Model", "auto")];
        await using var cold = await TiersFixture.StartAsync(replica => replica.Loaded.Clear(), settings);
        await using var busy = await TiersFixture.StartAsync(replica => replica.InFlight = replica.Slots, settings);
        var text = UnsureText.Of(0).Text;

        var whenCold = await cold.ClassifyAsync(text);
        var whenBusy = await busy.ClassifyAsync(text);

        Assert.Equal(
            ["tier_skipped:embedding_not_in_memory", "tier_skipped:model_not_in_memory"],
            whenCold.Evidence.TakeLast(2)
        );
        Assert.Equal(
            ["tier_skipped:embedding_preparing", "tier_skipped:model_no_free_slot"],
            whenBusy.Evidence.TakeLast(2)
        );
        Assert.Equal((0, 0), (cold.Generated + busy.Generated, cold.Embedded + busy.Embedded));
    }

    private static readonly (string, string) _neverRests = ("Router:Tiers:FailuresToRest", "100");

    private static async Task AssertSkippedAsync(TiersFixture fixture, int number, string evidence)
    {
        var (text, found) = UnsureText.Of(number);

        var label = await fixture.ClassifyAsync(text);

        Assert.Equal((TaskNames.Of(found.Task), "ngram", evidence), (label.Task, label.Tier, label.Evidence[^1]));
    }

    private static EmbedResponse Response(float[][] vectors)
    {
        var response = new EmbedResponse();
        foreach (var values in vectors)
        {
            var vector = new Vector();
            vector.Values.Add(values);
            response.Vectors.Add(vector);
        }

        return response;
    }
}
