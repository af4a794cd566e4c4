using System.Net;

namespace Orchestrator.ServiceDefaults.Tests.Addresses;

public sealed class AddressPolicyTests
{
    [Theory]
    [InlineData("http://127.0.0.1:11434")]
    [InlineData("http://[::1]:11434")]
    [InlineData("http://localhost:11434")]
    [InlineData("https://ollama.example.com")]
    [InlineData("http://8.8.8.8:11434")]
    public void Loopback_names_and_public_addresses_are_allowed(string url) =>
        Assert.Null(AddressPolicy.WhyRefused(new Uri(url), allowPrivate: false));

    [Theory]
    [InlineData("http://10.1.2.3:11434")]
    [InlineData("http://172.31.0.1:11434")]
    [InlineData("http://192.168.1.20:11434")]
    [InlineData("http://100.101.1.1:11434")]
    [InlineData("http://[fd12::1]:11434")]
    [InlineData("http://[::ffff:10.1.2.3]:11434")]
    [InlineData("http://[64:ff9b::10.1.2.3]:11434")]
    public void Private_ranges_are_allowed_only_when_configured(string url)
    {
        Assert.Contains("AllowPrivateAddresses", AddressPolicy.WhyRefused(new Uri(url), allowPrivate: false));
        Assert.Null(AddressPolicy.WhyRefused(new Uri(url), allowPrivate: true));
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://[::ffff:169.254.169.254]/")]
    [InlineData("http://[fd00:ec2::254]/")]
    [InlineData("http://[fe80::1]:11434")]
    [InlineData("http://100.100.100.200/")]
    [InlineData("http://168.63.129.16/")]
    [InlineData("http://0.0.0.0:11434")]
    [InlineData("http://224.0.0.1:11434")]
    [InlineData("http://255.255.255.255:11434")]
    public void Link_local_metadata_and_unusable_addresses_are_never_allowed(string url) =>
        Assert.NotNull(AddressPolicy.WhyRefused(new Uri(url), allowPrivate: true));

    [Theory]
    [InlineData("ftp://127.0.0.1/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@127.0.0.1:11434")]
    public void Other_schemes_and_secrets_in_the_address_are_refused(string url) =>
        Assert.NotNull(AddressPolicy.WhyRefused(new Uri(url), allowPrivate: true));

    [Fact]
    public void A_relative_address_is_refused() =>
        Assert.NotNull(AddressPolicy.WhyRefused(new Uri("ollama", UriKind.Relative), allowPrivate: true));

    [Fact]
    public void What_a_name_was_resolved_to_is_judged_like_a_literal_address() =>
        Assert.NotNull(AddressPolicy.WhyRefused(IPAddress.Parse("169.254.169.254"), allowPrivate: true));
}
