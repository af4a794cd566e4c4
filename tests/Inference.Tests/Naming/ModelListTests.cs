using Orchestrator.Inference.Naming;

namespace Orchestrator.Inference.Tests.Naming;

public sealed class ModelListTests
{
    private static readonly TimeSpan Age = TimeSpan.FromSeconds(10);

    private readonly ManualTimeProvider _clock = new();
    private int _asked;

    [Fact]
    public async Task A_list_is_asked_for_once_until_it_is_old()
    {
        using var list = List(["a"]);

        await list.GetAsync(CancellationToken.None);
        _clock.Advance(Age - TimeSpan.FromTicks(1));
        await list.GetAsync(CancellationToken.None);
        Assert.Equal(1, _asked);

        _clock.Advance(TimeSpan.FromTicks(1));
        await list.GetAsync(CancellationToken.None);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task Several_who_ask_at_once_ask_once()
    {
        var answer = new TaskCompletionSource<IReadOnlyList<ListedModel>>();
        using var list = new ModelList(
            _ =>
            {
                _asked++;
                return answer.Task;
            },
            [],
            Age,
            _clock
        );
        var waiting = Enumerable.Range(0, 3).Select(_ => list.GetAsync(CancellationToken.None)).ToList();

        answer.SetResult([new ListedModel("a")]);

        Assert.All(await Task.WhenAll(waiting), models => Assert.Single(models));
        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task A_known_model_is_called_without_asking_however_old_the_list_is()
    {
        using var list = List(["Some/Model"]);
        Assert.Equal("Some/Model", await list.NativeAsync(ModelId.Parse("some/model"), CancellationToken.None));

        _clock.Advance(TimeSpan.FromDays(1));
        await list.NativeAsync(ModelId.Parse("some/model"), CancellationToken.None);

        Assert.Equal(1, _asked);
    }

    [Fact]
    public async Task Configured_models_are_called_without_asking_and_are_the_only_ones()
    {
        using var list = List(["listed"], ["Mine/One"]);

        Assert.Equal("Mine/One", await list.NativeAsync(ModelId.Parse("mine/one"), CancellationToken.None));
        Assert.Equal(0, _asked);
        Assert.Equal("Mine/One", Assert.Single(await list.GetAsync(CancellationToken.None)).Value.Native);
        await Assert.ThrowsAsync<InferenceException>(() =>
            list.NativeAsync(ModelId.Parse("listed"), CancellationToken.None).AsTask()
        );
    }

    [Theory]
    [InlineData(404, true)]
    [InlineData(405, true)]
    [InlineData(401, false)]
    [InlineData(500, false)]
    public async Task An_endpoint_without_a_list_is_well_when_its_models_are_configured(int status, bool isWell)
    {
        var error = new InferenceError(InferenceStage.FirstToken, InferenceCause.ReplicaFailed, "x", status);
        using var list = new ModelList(_ => throw new InferenceException(error), ["m"], Age, _clock);

        var models = list.GetAsync(CancellationToken.None);

        if (isWell)
        {
            Assert.Single(await models);
        }
        else
        {
            await Assert.ThrowsAsync<InferenceException>(() => models);
        }
    }

    [Theory]
    [InlineData("Llama", "llama", "'Llama' and 'llama'")]
    [InlineData("???", "m", "'???'")]
    public void Configured_names_that_cannot_be_told_apart_or_said_are_refused_at_once(
        string first,
        string second,
        string words
    )
    {
        var exception = Assert.Throws<ArgumentException>(() => List([], [first, second]));

        Assert.Contains(words, exception.Message, StringComparison.Ordinal);
    }

    private ModelList List(string[] listed, string[]? configured = null) =>
        new(
            _ =>
            {
                _asked++;
                return Task.FromResult<IReadOnlyList<ListedModel>>([.. listed.Select(name => new ListedModel(name))]);
            },
            configured ?? [],
            Age,
            _clock
        );
}
