namespace Orchestrator.ServiceDefaults.Tests.Bus;

public sealed class BrokerAddressTests
{
    [Theory]
    [InlineData("amqp://user:pw@broker:5673/orders", "broker", 5673, "orders", "user", "pw", false)]
    [InlineData("amqp://user:pw@broker/orders", "broker", 5672, "orders", "user", "pw", false)]
    [InlineData("amqps://user:pw@broker/", "broker", 5671, "/", "user", "pw", true)]
    [InlineData("rabbitmq://broker", "broker", 5672, "/", "guest", "guest", false)]
    [InlineData("amqp://u%40x:p%3Aw%2F%25%23%C3%BC@broker/a%2Fb", "broker", 5672, "a/b", "u@x", "p:w/%#ü", false)]
    [InlineData("amqp://user:a:b@broker", "broker", 5672, "/", "user", "a:b", false)]
    [InlineData("amqp://user:a+b@broker/%2F", "broker", 5672, "/", "user", "a+b", false)]
    [InlineData("amqp://user@broker", "broker", 5672, "/", "user", "guest", false)]
    [InlineData(" amqp://user:@[::1]:5673/ ", "::1", 5673, "/", "user", "", false)]
    public void An_address_is_taken_apart_and_its_parts_are_decoded(
        string text,
        string host,
        int port,
        string virtualHost,
        string user,
        string password,
        bool isEncrypted
    )
    {
        var address = BrokerAddress.Parse(text);

        Assert.NotNull(address);
        Assert.Equal(
            (host, port, virtualHost, user, password, isEncrypted),
            (address.Host, address.Port, address.VirtualHost, address.User, address.Password, address.IsEncrypted)
        );
    }

    [Theory]
    [InlineData("broker:5672")]
    [InlineData("http://broker")]
    [InlineData("amqp://")]
    [InlineData("amqp://user:p/w@broker")]
    [InlineData("amqp://broker/two/segments")]
    [InlineData("amqp://broker/orders?heartbeat=5")]
    [InlineData("amqp://broker/orders#fragment")]
    [InlineData("amqp://broker:99999")]
    public void What_is_no_address_of_a_broker_is_refused(string text) => Assert.Null(BrokerAddress.Parse(text));

    [Fact]
    public void An_address_in_a_log_line_shows_no_password() =>
        Assert.DoesNotContain("hunter2", $"{BrokerAddress.Parse("amqp://u:hunter2@broker")}", StringComparison.Ordinal);

    [Fact]
    public async Task An_address_that_is_none_stops_the_start_without_being_quoted()
    {
        var refusal = await Assert.ThrowsAsync<WrongSettingException>(() =>
            TestApp.StartAsync(settings: new() { ["ConnectionStrings:messaging"] = "amqp://u:hunter2/x@broker" })
        );

        Assert.Contains("ConnectionStrings:messaging", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", refusal.Message, StringComparison.Ordinal);
    }
}
