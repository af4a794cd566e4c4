using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Orchestrator.Gateway.Terms;

namespace Orchestrator.Gateway.Tests.Terms;

public sealed class ForwardedHeadersTests
{
    private static readonly HeaderDictionary Sent = new()
    {
        ["X-Orchestrator-Team"] = "research",
        ["User-Agent"] = "curl/8",
        ["X-Tenant-Token"] = "secret",
        ["X-Api-Key"] = "secret",
        ["Authorization"] = "Bearer secret",
        ["Cookie"] = "secret",
        ["X-Service-Credential"] = "secret",
        ["X-Stage"] = "prod",
    };

    [Fact]
    public void Rules_see_our_own_headers_and_the_programs_name_unless_told_otherwise() =>
        Assert.Equal(
            new Dictionary<string, string> { ["x-orchestrator-team"] = "research", ["user-agent"] = "curl/8" },
            Of(new TermsOptions())
        );

    [Fact]
    public void What_is_configured_takes_the_place_of_the_default_and_secrets_stay_whatever_it_is() =>
        Assert.Equal(
            ["x-orchestrator-team", "x-stage"],
            Of(new TermsOptions { ForwardedHeaders = ["x-*"] }).Keys.Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Their_number_and_their_length_are_bounded()
    {
        var options = new TermsOptions
        {
            ForwardedHeaders = ["x-stage", "*"],
            MaxForwardedHeaders = 1,
            MaxForwardedChars = 16,
        };
        var headers = new HeaderDictionary { ["A"] = "1", ["X-Stage"] = "123456789012345😀" };

        var (name, value) = Assert.Single(new ForwardedHeaders(Options.Create(options)).Of(headers));

        // The pattern that stands first wins, and no character is torn in two.
        Assert.Equal(("x-stage", "123456789012345"), (name, value));
    }

    [Theory]
    [InlineData("authorization")]
    [InlineData("X-Api-Key")]
    [InlineData("x-goog-api-key")]
    [InlineData("Cookie")]
    [InlineData("x-amz-security-token")]
    [InlineData("x-service-credential")]
    [InlineData("")]
    [InlineData("x-*-team")]
    public void A_pattern_that_names_a_secret_or_makes_no_sense_stops_the_start(string pattern) =>
        Assert.True(new TermsOptionsCheck().Validate(null, new TermsOptions { ForwardedHeaders = [pattern] }).Failed);

    [Fact]
    public void Sensible_patterns_pass() =>
        Assert.True(
            new TermsOptionsCheck().Validate(null, new TermsOptions { ForwardedHeaders = ["x-stage", "x-*"] }).Succeeded
        );

    private static Dictionary<string, string> Of(TermsOptions options) =>
        new ForwardedHeaders(Options.Create(options)).Of(Sent);
}
