using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Leadership;
using Orchestrator.Profiler.Tests.Hosting;
using Orchestrator.ServiceDefaults;
using Orchestrator.Testing;

namespace Orchestrator.Profiler.Tests.Leadership;

public sealed class LeaderSeatTests : IDisposable
{
    private readonly ProfilerDatabase _database = new();
    private readonly ManualTimeProvider _clock = new();
    private readonly LeadershipOptions _options = new();

    public void Dispose() => _database.Dispose();

    [Fact]
    public async Task Of_two_that_come_at_once_exactly_one_leads()
    {
        var (one, other) = (Seat(), Seat());

        await Task.WhenAll(one.LookAsync(default), other.LookAsync(default));

        Assert.NotEqual(one.IsLeader, other.IsLeader);
    }

    [Fact]
    public async Task A_leader_that_cannot_renew_stops_before_another_one_begins()
    {
        var (one, other) = (Seat(), Seat());
        await one.LookAsync(default);

        _clock.Advance(_options.Duration);
        await other.LookAsync(default);
        Assert.False(one.IsLeader);
        Assert.False(other.IsLeader);

        _clock.Advance(_options.ClockSkew);
        await other.LookAsync(default);
        Assert.True(other.IsLeader);
        await one.LookAsync(default);
        Assert.False(one.IsLeader);
    }

    [Fact]
    public async Task A_leader_that_renews_stays_and_one_that_stops_hands_over_at_once()
    {
        var (one, other) = (Seat(), Seat());
        await one.LookAsync(default);
        for (var round = 0; round < 10; round++)
        {
            _clock.Advance(_options.RenewInterval);
            await one.LookAsync(default);
            await other.LookAsync(default);
            Assert.True(one.IsLeader);
            Assert.False(other.IsLeader);
        }

        await one.ReleaseAsync(default);
        Assert.False(one.IsLeader);
        await other.LookAsync(default);
        Assert.True(other.IsLeader);
    }

    private LeaderSeat Seat() =>
        new(
            new LeaderStore(_database),
            Options.Create(_options),
            new IdSource(_clock),
            _clock,
            NullLogger<LeaderSeat>.Instance
        );
}
