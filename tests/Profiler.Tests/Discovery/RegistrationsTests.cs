using Microsoft.Extensions.Options;
using Orchestrator.Profiler.Discovery;
using Orchestrator.Testing;

namespace Orchestrator.Profiler.Tests.Discovery;

public sealed class RegistrationsTests
{
    private static readonly Uri Worker = new("http://worker:8081/");
    private static readonly Uri Other = new("http://other:8081/");

    private readonly ManualTimeProvider _clock = new();
    private readonly OwnerDirectory _directory = new();
    private readonly DiscoveryOptions _options = new() { RegistrationsMax = 1 };
    private readonly Registrations _registrations;

    public RegistrationsTests() => _registrations = new Registrations(_directory, Options.Create(_options), _clock);

    [Fact]
    public void A_worker_is_watched_while_it_is_registered_and_some_time_after()
    {
        using (_registrations.Begin(Worker))
        {
            _clock.Advance(TimeSpan.FromDays(1));
            _registrations.Sweep();
            Assert.Equal([new OwnerAddress(Worker, "registered")], _directory.All);
        }

        _clock.Advance(_options.RegistrationKeep);
        _registrations.Sweep();
        Assert.Single(_directory.All);
        _clock.Advance(TimeSpan.FromSeconds(1));
        _registrations.Sweep();
        Assert.Empty(_directory.All);
    }

    [Fact]
    public void A_worker_that_registers_again_before_its_old_stream_ended_stays()
    {
        var first = _registrations.Begin(Worker);
        using var second = _registrations.Begin(Worker);
        first?.Dispose();
        first?.Dispose();

        _clock.Advance(TimeSpan.FromDays(1));
        _registrations.Sweep();

        Assert.Single(_directory.All);
    }

    [Fact]
    public void Above_the_limit_another_worker_is_refused_and_a_known_one_is_not()
    {
        using var first = _registrations.Begin(Worker);

        Assert.Null(_registrations.Begin(Other));
        using var again = _registrations.Begin(Worker);
        Assert.NotNull(again);
    }

    [Fact]
    public void An_address_that_two_ways_name_is_one()
    {
        using var registration = _registrations.Begin(Worker);
        _directory.Replace("dns", [Worker, Other]);

        Assert.Equal(
            [new OwnerAddress(Worker, "dns"), new OwnerAddress(Other, "dns")],
            _directory.All.OrderByDescending(found => found.Address.Host, StringComparer.Ordinal)
        );
    }
}
