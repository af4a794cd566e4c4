using Microsoft.Extensions.Options;
using Orchestrator.SimulatedOllama;
using Orchestrator.SimulatedOllama.Driver;
using Orchestrator.SimulatedOllama.Faults;
using Orchestrator.Simulation.Scheduling;
using Orchestrator.Simulation.Tests.Wire;
using Orchestrator.Testing;

namespace Orchestrator.Simulation.Tests.Driver;

public sealed class AnswerPlayerTests : IDisposable
{
    private const string Model = "llama3.2:3b";
    private const int Tokens = 16_000;
    private readonly ManualTimeProvider _clock = new();
    private readonly FaultBook _faults;
    private readonly HostDriver _host;
    private readonly AnswerPlayer _player;

    public AnswerPlayerTests()
    {
        var options = Options.Create(new SimulatedOptions { Models = [Model] });
        _faults = new FaultBook(options);
        _host = new HostDriver(options, _faults, _clock);
        _player = new AnswerPlayer(_host, _faults, _clock);
    }

    public void Dispose() => _host.Dispose();

    /// <summary>A request that has its slot, and the time that its whole prompt takes.</summary>
    private async Task<(Ticket Ticket, TimeSpan Prefill)> StartAsync(PromptShape prompt)
    {
        var ticket = _host.Submit(new HostRequest(0, Model, RunnerOptions.Default) { Prompt = prompt });
        await _clock.AdvanceUntilAsync(
            ticket.WaitForSlotAsync(CancellationToken.None),
            TimeSpan.FromSeconds(1),
            Replica.Deadline
        );
        var rate = GenerationPace.PrefillTokensPerSecond(_host.State, _host.State.Runners[Model]);
        return (ticket, TimeSpan.FromSeconds(prompt.Tokens / rate));
    }

    private Task<Orchestrator.SimulatedOllama.Wire.WireError?> PrefillAsync(Ticket ticket, AnswerMetrics metrics) =>
        _player.PrefillAsync(Tokens, ticket, fault: null, metrics, CancellationToken.None);

    private static PromptShape Prompt(ulong first) =>
        new(Tokens, [.. Enumerable.Range(0, 1000).Select(index => first + (ulong)index)], 16);

    [Fact]
    public async Task A_prompt_that_the_slot_remembers_is_evaluated_in_no_time_and_still_counted()
    {
        var (first, whole) = await StartAsync(Prompt(1));
        var metrics = new AnswerMetrics(first, _clock);
        var evaluated = PrefillAsync(first, metrics);
        _clock.Advance(whole * 0.9);
        Assert.False(evaluated.IsCompleted);
        _clock.Advance(whole * 0.2);
        Assert.Null(await evaluated.WaitAsync(Replica.Deadline));
        Assert.Equal(Tokens, metrics.PromptEvalCount);
        first.Finish(RequestEnd.Finished);

        var (again, _) = await StartAsync(Prompt(1));
        Assert.True(again.CachedTokens > Tokens * 0.9);
        metrics = new AnswerMetrics(again, _clock);
        evaluated = PrefillAsync(again, metrics);
        _clock.Advance(whole * 0.1);
        Assert.Null(await evaluated.WaitAsync(Replica.Deadline));
        Assert.Equal(Tokens, metrics.PromptEvalCount);
        Assert.True(metrics.PromptEvalDuration <= whole.TotalNanoseconds * 0.1);
        again.Finish(RequestEnd.Finished);

        var (other, _) = await StartAsync(Prompt(5000));
        Assert.Equal(0, other.CachedTokens);
        other.Dispose();
    }

    [Fact]
    public async Task A_request_that_the_host_gives_up_ends_with_its_error_in_the_middle_of_its_prompt()
    {
        var (ticket, _) = await StartAsync(PromptShape.Unshared(Tokens));
        var evaluated = PrefillAsync(ticket, new AnswerMetrics(ticket, _clock));
        _host.Crash();
        var error = await evaluated.WaitAsync(Replica.Deadline);
        Assert.Equal((500, HostErrors.RunnerStopped), (error?.Status, error?.Message));
        ticket.Dispose();
    }
}
