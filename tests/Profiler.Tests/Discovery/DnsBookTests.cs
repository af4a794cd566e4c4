using Orchestrator.Profiler.Discovery;
using static Orchestrator.Profiler.Tests.Reports;

namespace Orchestrator.Profiler.Tests.Discovery;

public sealed class DnsBookTests
{
    private static readonly Uri One = new("http://10.0.0.1:8081/");
    private static readonly Uri Two = new("http://10.0.0.2:8081/");

    private readonly DnsBook _book = new(TimeSpan.FromMinutes(1));

    [Fact]
    public void An_address_that_its_name_no_longer_stands_for_stays_for_some_time()
    {
        _book.Heard("workers", [One, Two], Now);

        _book.Heard("workers", [Two], Now.AddSeconds(60));
        Assert.Equal([One, Two], Sorted());
        _book.Heard("workers", [Two], Now.AddSeconds(61));
        Assert.Equal([Two], Sorted());
    }

    [Fact]
    public void A_name_that_cannot_be_looked_up_keeps_its_addresses()
    {
        _book.Heard("workers", [One], Now);

        _book.Heard("workers", null, Now.AddHours(1));

        Assert.Equal([One], Sorted());
    }

    [Fact]
    public void An_address_behind_two_names_is_one()
    {
        _book.Heard("workers", [One], Now);
        _book.Heard("others", [One, Two], Now);

        Assert.Equal([One, Two], Sorted());
    }

    [Theory]
    [InlineData("workers.default.svc:8081", "workers.default.svc", 8081)]
    [InlineData("127.0.0.1:1", "127.0.0.1", 1)]
    public void A_name_has_a_port(string text, string host, int port) =>
        Assert.Equal((host, port), WorkerDnsName.Parse(text));

    [Theory]
    [InlineData("workers")]
    [InlineData("workers:")]
    [InlineData(":8081")]
    [InlineData("workers:0")]
    [InlineData("workers:65536")]
    [InlineData("workers:http")]
    [InlineData("http://workers:8081")]
    public void What_is_no_name_with_a_port_stops_the_start(string text)
    {
        var options = new DiscoveryOptions { WorkerDns = { text } };

        Assert.True(new DiscoveryOptionsCheck().Validate(null, options).Failed);
    }

    private IEnumerable<Uri> Sorted() => _book.Addresses.OrderBy(address => address.Host, StringComparer.Ordinal);
}
