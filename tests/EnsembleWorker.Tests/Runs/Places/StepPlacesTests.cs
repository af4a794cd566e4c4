using Microsoft.Extensions.Options;
using Orchestrator.EnsembleWorker.Runs.Places;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Places;

public sealed class StepPlacesTests
{
    private const int Interactive = 1;
    private const int Batch = 3;

    [Fact]
    public async Task Steps_beyond_the_limit_wait_until_one_is_done()
    {
        var places = Places(most: 1);
        var first = await Take(places);

        var second = Take(places);
        Assert.False(second.IsCompleted);
        first.Dispose();
        first.Dispose();

        using var place = await second;
        Assert.False(Take(places).IsCompleted);
    }

    [Fact]
    public async Task Urgent_runs_go_first_and_of_these_the_oldest()
    {
        var places = Places(most: 1);
        var place = await Take(places);
        var order = new List<string>();
        Task[] waiting =
        [
            Note("batch, old", Batch, 1),
            Note("young", Interactive, 9),
            Note("old", Interactive, 2),
            Note("old, second step", Interactive, 2),
            Note("says nothing, oldest", 0, 1),
        ];

        place.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["says nothing, oldest", "old", "old, second step", "young", "batch, old"], order);

        async Task Note(string name, int priority, long acceptedAtMs)
        {
            using var taken = await places.TakeAsync(priority, acceptedAtMs, CancellationToken.None);
            order.Add(name);
        }
    }

    [Fact]
    public async Task A_batch_run_that_has_waited_for_long_goes_before_interactive_ones_that_came_later()
    {
        var places = Places(most: 1);
        var place = await Take(places);
        var aging = (long)new RunsOptions().PriorityAging.TotalMilliseconds;
        var order = new List<string>();
        Task[] waiting =
        [
            Note("later", Interactive, (2 * aging) + 1),
            Note("batch", Batch, 0),
            Note("before", Interactive, (2 * aging) - 1),
        ];

        place.Dispose();
        await Task.WhenAll(waiting);

        Assert.Equal(["before", "batch", "later"], order);

        async Task Note(string name, int priority, long acceptedAtMs)
        {
            using var taken = await places.TakeAsync(priority, acceptedAtMs, CancellationToken.None);
            order.Add(name);
        }
    }

    [Fact]
    public async Task Who_leaves_while_waiting_takes_no_place_with_it()
    {
        var places = Places(most: 1);
        var place = await Take(places);
        using var hangUp = new CancellationTokenSource();
        var leaving = places.TakeAsync(Interactive, 1, hangUp.Token).AsTask();
        var staying = Take(places);

        await hangUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaving);
        place.Dispose();

        (await staying).Dispose();
        using var last = await Take(places);
        Assert.Equal(0, places.Waiting);
    }

    private static Task<IDisposable> Take(StepPlaces places) =>
        places.TakeAsync(Interactive, 5, CancellationToken.None).AsTask();

    private static StepPlaces Places(int most)
    {
        var options = new EnsembleWorkerOptions();
        options.Runs.MaxSteps = most;
        return new StepPlaces(Options.Create(options));
    }
}
