using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Places;
using Orchestrator.Placement.Answers;
using Orchestrator.Placement.Failures;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Places;

public sealed class BusyWaitTests
{
    private readonly ManualTimeProvider _clock = new();
    private int _asked;

    [Fact]
    public async Task A_busy_fleet_is_asked_again_when_it_said_so()
    {
        var start = Busy(TimeSpan.FromSeconds(2), times: 1);

        var waiting = Wait().StartAsync(start, CancellationToken.None);
        _clock.Advance(TimeSpan.FromSeconds(0.9));
        Assert.Equal((1, false), (_asked, waiting.IsCompleted));
        _clock.Advance(TimeSpan.FromSeconds(2.2));

        Assert.Equal(PlacementErrorKind.NoReplica, Assert.IsType<AnswerStart.Refused>(await waiting).Error.Kind);
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task No_word_of_the_fleet_makes_a_step_wait_longer_than_the_limit()
    {
        var waiting = Wait().StartAsync(Busy(TimeSpan.FromDays(1), times: 1), CancellationToken.None);

        _clock.Advance(new RunsOptions().BusyPauseMax * 1.5);

        await waiting;
        Assert.Equal(2, _asked);
    }

    [Fact]
    public async Task The_wait_ends_with_the_step()
    {
        using var limit = new CancellationTokenSource();
        var waiting = Wait().StartAsync(Busy(retryAfter: null, times: 100), limit.Token);

        await limit.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.Equal(1, _asked);
    }

    private BusyWait Wait() => new(Options.Create(new EnsembleWorkerOptions()), new Jitter(new Random(1)), _clock);

    /// <summary>Busy so many times, then refused for a reason that waiting does not mend.</summary>
    private Func<Task<AnswerStart>> Busy(TimeSpan? retryAfter, int times) =>
        () =>
        {
            var kind = _asked++ < times ? PlacementErrorKind.AllBusy : PlacementErrorKind.NoReplica;
            return Task.FromResult<AnswerStart>(
                new AnswerStart.Refused(new PlacementError(kind, "No.") { RetryAfter = retryAfter })
            );
        };
}
