using Orchestrator.Testing;

namespace Orchestrator.ServiceDefaults.Tests;

public sealed class IdSourceTests
{
    [Fact]
    public void Ids_sort_by_the_time_they_were_made()
    {
        var clock = new ManualTimeProvider();
        var ids = new IdSource(clock);
        var made = new List<string>();
        for (var i = 0; i < 100; i++)
        {
            made.Add(ids.NextText());
            clock.Advance(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal(made.Order(StringComparer.Ordinal), made);
        Assert.Equal(7, ids.Next().Version);
        Assert.All(made, id => Assert.Matches("^[0-9a-f]{32}$", id));
    }
}
