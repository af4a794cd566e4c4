using Orchestrator.EnsembleWorker.Runs.Pausing;
using Orchestrator.Testing;

namespace Orchestrator.EnsembleWorker.Tests.Runs.Pausing;

public sealed class StepGateTests
{
    private readonly StepGate _gate = new();
    private int _told;

    [Fact]
    public async Task A_closed_gate_tells_once_when_the_last_step_in_flight_is_over()
    {
        var first = await EnterAsync();
        var second = await EnterAsync();

        _gate.Close(Tell);
        first.Dispose();
        first.Dispose();
        Assert.Equal(0, _told);
        second.Dispose();

        Assert.Equal(1, _told);
    }

    [Fact]
    public void With_no_step_in_flight_it_tells_at_once()
    {
        _gate.Close(Tell);

        Assert.Equal(1, _told);
    }

    [Fact]
    public async Task What_comes_to_a_closed_gate_goes_on_when_it_is_opened_again_and_nothing_is_told()
    {
        var inFlight = await EnterAsync();
        _gate.Close(Tell);
        var waiting = EnterAsync();
        Assert.False(waiting.IsCompleted);

        _gate.Open();

        (await Wait.ForAsync(waiting, "the step begins")).Dispose();
        inFlight.Dispose();
        Assert.Equal(0, _told);
    }

    [Fact]
    public async Task What_waits_at_a_closed_gate_ends_with_its_token()
    {
        using var end = new CancellationTokenSource();
        _gate.Close(Tell);
        var waiting = _gate.EnterAsync(end.Token);

        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
    }

    private Task<IDisposable> EnterAsync() => _gate.EnterAsync(CancellationToken.None);

    private void Tell() => _told++;
}
