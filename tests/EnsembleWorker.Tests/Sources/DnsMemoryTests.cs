using System.Net;
using Orchestrator.EnsembleWorker.Sources;

namespace Orchestrator.EnsembleWorker.Tests.Sources;

public sealed class DnsMemoryTests
{
    private static readonly DateTimeOffset Start = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly IPAddress One = IPAddress.Parse("10.0.0.1");
    private static readonly IPAddress Two = IPAddress.Parse("10.0.0.2");

    private readonly ReplicaDnsOptions _options = new() { KeepTime = TimeSpan.FromMinutes(5), MaxAddresses = 2 };

    [Fact]
    public void The_order_of_an_answer_and_repeats_in_it_are_no_change()
    {
        var one = DnsMemory.None.After([Two, One, One], Start, _options);
        var other = DnsMemory.None.After([One, IPAddress.Parse("::ffff:10.0.0.2")], Start, _options);

        Assert.Equal([One, Two], one.Addresses);
        Assert.Equal(one.Addresses, other.Addresses);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Without_an_answer_the_last_one_stands_for_the_named_time_and_no_longer(bool isEmpty)
    {
        IReadOnlyList<IPAddress>? nothing = isEmpty ? [] : null;
        var known = DnsMemory.None.After([One], Start, _options);

        Assert.Equal([One], known.After(nothing, Start + _options.KeepTime, _options).Addresses);
        Assert.Empty(known.After(nothing, Start + _options.KeepTime + TimeSpan.FromSeconds(1), _options).Addresses);
    }

    [Fact]
    public void A_new_answer_replaces_the_old_one()
    {
        var known = DnsMemory.None.After([One], Start, _options).After([Two], Start, _options);

        Assert.Equal([Two], known.Addresses);
    }

    [Fact]
    public void No_more_addresses_are_taken_than_the_limit() =>
        Assert.Equal(2, DnsMemory.None.After([One, Two, IPAddress.Parse("10.0.0.3")], Start, _options).Addresses.Count);
}
