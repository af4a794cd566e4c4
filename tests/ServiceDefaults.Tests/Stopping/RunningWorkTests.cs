namespace Orchestrator.ServiceDefaults.Tests.Stopping;

public sealed class RunningWorkTests
{
    [Fact]
    public void A_piece_of_work_ends_once_however_often_it_is_disposed()
    {
        using var work = new RunningWork();
        var first = work.Begin();
        using var second = work.Begin();

        first.Dispose();
        first.Dispose();

        Assert.Equal(1, work.Count);
    }

    [Fact]
    public void It_is_idle_only_when_stopping_and_empty()
    {
        using var work = new RunningWork();
        work.Begin().Dispose();
        Assert.False(work.WhenIdleAsync().IsCompleted);
        var piece = work.Begin();
        work.BeginStopping();
        Assert.False(work.WhenIdleAsync().IsCompleted);

        piece.Dispose();

        Assert.True(work.WhenIdleAsync().IsCompleted);
    }
}
