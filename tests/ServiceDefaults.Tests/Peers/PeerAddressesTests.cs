using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Orchestrator.ServiceDefaults.Tests.Peers;

public sealed class PeerAddressesTests
{
    [Fact]
    public void Addresses_are_read_in_order_and_without_regard_to_case()
    {
        var peers = Peers(("services:First:grpc:0", "http://a:1"), ("services:First:grpc:1", "http://b:2"));

        Assert.Equal([new Uri("http://a:1"), new Uri("http://b:2")], peers.Grpc("first"));
    }

    [Fact]
    public void One_value_may_hold_several_addresses()
    {
        var peers = Peers(("services:first:grpc", "http://a:1, http://b:2"));

        Assert.Equal(2, peers.Grpc("first").Count);
    }

    [Fact]
    public void A_peer_without_an_address_is_expected_in_this_process()
    {
        var peers = Peers(("services:other:grpc:0", "http://a:1"), ("services:first:http:0", "http://b:2"));

        Assert.Equal([new Uri("http://127.0.0.1:8081")], peers.Grpc("first"));
        Assert.Equal([new Uri("http://127.0.0.1:8081")], peers.GrpcMatching("first"));
    }

    [Fact]
    public void A_prefix_finds_the_service_and_its_numbered_instances_and_nothing_else()
    {
        var peers = Peers(
            ("services:node:grpc:0", "http://a:1"),
            ("services:Node-1:grpc:0", "http://b:1"),
            ("services:node-2:grpc:0", "http://c:1"),
            ("services:node-3:grpc:0", "http://c:1"),
            ("services:nodes:grpc:0", "http://d:1")
        );

        Assert.Equal(["a", "b", "c"], peers.GrpcMatching("node").Select(address => address.Host).Order());
    }

    [Fact]
    public void A_value_that_is_no_address_is_refused_with_its_key()
    {
        var peers = Peers(("services:first:grpc:0", "a:1"));

        var refusal = Assert.Throws<WrongSettingException>(() => peers.Grpc("first"));
        Assert.Throws<WrongSettingException>(peers.Check);
        Assert.Contains("services:first:grpc:0", refusal.Message, StringComparison.Ordinal);
    }

    private static PeerAddresses Peers(params (string Key, string Value)[] settings) =>
        new(
            new ConfigurationBuilder()
                .AddInMemoryCollection(settings.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
                .Build(),
            new BoundEndpoints(Options.Create(new EndpointsOptions()))
        );
}
