using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Orchestrator.Router.Classification;
using Orchestrator.Router.Classification.Tiers;
using Orchestrator.Testing;

namespace Orchestrator.Router.Tests.Classification.Tiers;

public sealed class TierDeskTests : IDisposable
{
    private static readonly TierLimits _limits = new(
        Deadline: TimeSpan.FromMilliseconds(150),
        CacheEntries: 2,
        MaxConcurrent: 2,
        FailuresToRest: 2,
        RestFor: TimeSpan.FromSeconds(10)
    );

    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly ManualTimeProvider _clock = new();
    private readonly TierDesk _desk;
    private int _calls;

    public TierDeskTests() =>
        _desk = new TierDesk(
            _limits,
            ClassificationTier.Model,
            new TierMetrics(_services.GetRequiredService<IMeterFactory>()),
            _clock
        );

    [Fact]
    public async Task A_text_that_was_answered_is_not_asked_again_until_newer_ones_take_its_place()
    {
        await AskAsync("a", Found);
        await AskAsync("b", Found);
        await AskAsync("a", Found);
        Assert.Equal(2, _calls);

        await AskAsync("c", Found);
        await AskAsync("a", Found);
        Assert.Equal(3, _calls);

        await AskAsync("b", Found);
        Assert.Equal(4, _calls);
    }

    [Fact]
    public async Task Equal_texts_at_once_are_asked_once_and_all_get_the_answer()
    {
        var answer = new TaskCompletionSource<TierOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var first = AskAsync("a", _ => answer.Task);
        var second = AskAsync("a", _ => answer.Task);

        answer.SetResult(Answer);

        Assert.Equal([Answer, Answer], await Task.WhenAll(first, second));
        Assert.Equal(1, _calls);
    }

    [Fact]
    public async Task Who_hangs_up_does_not_take_the_answer_from_the_others()
    {
        var answer = new TaskCompletionSource<TierOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var hangUp = new CancellationTokenSource();
        var first = AskAsync("a", token => answer.Task.WaitAsync(token), hangUp.Token);
        var second = AskAsync("a", _ => answer.Task);

        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        answer.SetResult(Answer);

        Assert.Equal(Answer, await second);
    }

    [Fact]
    public async Task A_call_that_does_not_heed_its_deadline_does_not_hold_the_request()
    {
        var never = new TaskCompletionSource<TierOutcome>();
        var token = CancellationToken.None;
        var asked = AskAsync(
            "a",
            given =>
            {
                token = given;
                return never.Task;
            }
        );
        Assert.False(asked.IsCompleted);

        _clock.Advance(_limits.Deadline);

        Assert.Equal(new TierOutcome.Skipped(TierSkip.Deadline), await Wait.ForAsync(asked, "the deadline passes"));
        Assert.True(token.IsCancellationRequested);
    }

    [Fact]
    public async Task Above_the_limit_of_calls_at_once_nobody_waits()
    {
        var answer = new TaskCompletionSource<TierOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = new[] { AskAsync("a", _ => answer.Task), AskAsync("b", _ => answer.Task) };

        Assert.Equal(new TierOutcome.Skipped(TierSkip.Limit), await AskAsync("c", Found));

        answer.SetResult(Answer);
        await Task.WhenAll(running);
        Assert.Equal(Answer, await AskAsync("c", Found));
    }

    [Fact]
    public async Task A_tier_that_keeps_failing_rests_but_still_says_what_it_knows()
    {
        await AskAsync("known", Found);
        await AskAsync("a", _ => Skipped(TierSkip.Failed));
        await AskAsync("a", _ => Skipped(TierSkip.BadAnswer));

        Assert.Equal(new TierOutcome.Skipped(TierSkip.Resting), await AskAsync("a", Found));
        Assert.Equal(Answer, await AskAsync("known", Found));

        _clock.Advance(_limits.RestFor);
        Assert.Equal(Answer, await AskAsync("a", Found));
    }

    [Fact]
    public async Task That_others_are_at_work_is_no_failure()
    {
        for (var i = 0; i < 2 * _limits.FailuresToRest; i++)
        {
            await AskAsync("a", _ => Skipped(TierSkip.NoFreeSlot));
        }

        Assert.Equal(Answer, await AskAsync("a", Found));
    }

    [Fact]
    public async Task A_call_that_throws_leaves_its_place()
    {
        for (var i = 0; i <= _limits.MaxConcurrent; i++)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() =>
                AskAsync("a", _ => throw new InvalidOperationException())
            );
        }
    }

    public void Dispose() => _services.Dispose();

    private static TierOutcome Answer { get; } =
        new TierOutcome.Found(new TierAnswer([.. Enumerable.Repeat(0.1, TaskNames.Count)], "model:m"));

    private static Task<TierOutcome> Found(CancellationToken cancellationToken) => Task.FromResult(Answer);

    private static Task<TierOutcome> Skipped(TierSkip reason) =>
        Task.FromResult<TierOutcome>(new TierOutcome.Skipped(reason));

    private Task<TierOutcome> AskAsync(
        string text,
        Func<CancellationToken, Task<TierOutcome>> ask,
        CancellationToken cancellationToken = default
    ) =>
        _desk
            .AskAsync(
                TextKey.Of("m", text),
                token =>
                {
                    _calls++;
                    return ask(token);
                },
                cancellationToken
            )
            .AsTask();
}
