using FsCheck;
using FsCheck.Fluent;
using Orchestrator.Placement.Attempts;

namespace Orchestrator.Gateway.Tests.Placement;

public sealed class RetryWindowTests
{
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_few_retries_are_allowed_however_few_questions_there_are()
    {
        var window = new RetryWindow(Window, share: 0.2, floor: 3);

        Assert.Equal([true, true, true, false], Retry(window, TimeSpan.Zero, 4));
    }

    [Fact]
    public void Questions_pay_for_a_share_of_retries()
    {
        var window = new RetryWindow(Window, share: 0.2, floor: 0);
        Ask(window, TimeSpan.Zero, 10);

        Assert.Equal([true, true, false], Retry(window, TimeSpan.FromSeconds(9), 3));
    }

    [Fact]
    public void Questions_of_long_ago_pay_for_nothing_and_retries_of_long_ago_cost_nothing()
    {
        var window = new RetryWindow(Window, share: 0.2, floor: 1);
        Ask(window, TimeSpan.Zero, 100);
        Retry(window, TimeSpan.Zero, 21);

        Assert.Equal([true, false], Retry(window, TimeSpan.FromSeconds(10), 2));
        Assert.Equal([true, false], Retry(window, TimeSpan.FromHours(5), 2));
    }

    [Fact]
    public void A_retry_is_only_allowed_within_the_floor_and_the_share_of_its_window() =>
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(200).WithReplay(3UL, 5UL),
            Prop.ForAll<(byte Wait, bool IsRetry)[]>(steps =>
            {
                var window = new RetryWindow(Window, share: 0.5, floor: 2);
                var now = TimeSpan.Zero;
                var questions = new List<TimeSpan>();
                var retries = new List<TimeSpan>();
                foreach (var (wait, isRetry) in steps)
                {
                    now += TimeSpan.FromMilliseconds(wait * 20);
                    if (!isRetry)
                    {
                        window.Ask(now);
                        questions.Add(now);
                    }
                    else if (window.TryRetry(now))
                    {
                        // It counts in slices of a tenth: what is younger than nine counts for certain, older than ten never.
                        var counted = retries.Count(at => now - at < Window * 0.9);
                        Assert.True(counted < 2 + (0.5 * questions.Count(at => now - at <= Window)));
                        retries.Add(now);
                    }
                }
            })
        );

    private static bool[] Retry(RetryWindow window, TimeSpan now, int times) =>
        [.. Enumerable.Range(0, times).Select(_ => window.TryRetry(now))];

    private static void Ask(RetryWindow window, TimeSpan now, int times)
    {
        for (var time = 0; time < times; time++)
        {
            window.Ask(now);
        }
    }
}
