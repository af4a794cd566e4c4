using Orchestrator.Gateway.Tests.Fakes;

namespace Orchestrator.Gateway.Tests.Edge;

public sealed class BodyLimitTests
{
    private const string Limit = "--Gateway:Body:MaxBytes=2000";

    [Theory]
    [InlineData("/v1/chat/completions", "{\"error\":{\"message\":\"The body is larger than 2000 bytes")]
    [InlineData("/api/chat", "{\"error\":\"The body is larger than 2000 bytes")]
    [InlineData("/api/route", "\"status\":413,\"detail\":\"The body is larger than 2000 bytes")]
    [InlineData("/api/feedback", "\"status\":413,\"detail\":\"The body is larger than 2000 bytes")]
    public async Task An_announced_body_that_is_too_large_is_refused_before_it_is_read(string path, string expected)
    {
        await using var app = await GatewayApp.StartAsync(Limit);
        using var raw = await RawHttp.ConnectAsync(app.Http);

        await raw.SendAsync($"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2001\r\n\r\n");
        var answer = await raw.ReadAnswerAsync();

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains(expected, answer, StringComparison.Ordinal);
        Assert.Contains("Gateway:Body:MaxBytes", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_chunked_body_that_grows_too_large_is_refused_in_the_dialect_too()
    {
        await using var app = await GatewayApp.StartAsync(Limit);
        using var raw = await RawHttp.ConnectAsync(app.Http);

        await raw.SendAsync(
            "POST /v1/chat/completions HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n"
                + $"7d1\r\n{new string(' ', 2001)}\r\n"
        );
        var answer = await raw.ReadAnswerAsync();

        Assert.StartsWith("HTTP/1.1 413 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"code\":\"body_too_large\"", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_of_exactly_the_limit_is_read()
    {
        await using var app = await GatewayApp.StartAsync(Limit);
        const string Ask = """{"model":"auto","messages":[{"role":"user","content":"x"}]}""";

        var (status, _) = await app.AskAsync("/v1/chat/completions", Ask.PadRight(2000));

        Assert.Equal(200, status);
    }

    [Fact]
    public async Task A_body_that_does_not_arrive_in_time_is_a_408()
    {
        var clock = new WatchedClock();
        await using var app = await GatewayApp.StartAsync(clock, null, "--Gateway:Body:ReadTimeout=00:00:29");
        using var raw = await RawHttp.ConnectAsync(app.Http);

        await raw.SendAsync("POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
        await clock.ArmedAsync(TimeSpan.FromSeconds(29));
        clock.Advance(TimeSpan.FromSeconds(29));
        var answer = await raw.ReadAnswerAsync();

        Assert.StartsWith("HTTP/1.1 408 ", answer, StringComparison.Ordinal);
        Assert.Contains("Gateway:Body:ReadTimeout", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_that_ends_early_bothers_nobody()
    {
        await using var app = await GatewayApp.StartAsync();
        using (var raw = await RawHttp.ConnectAsync(app.Http))
        {
            await raw.SendAsync("POST /api/chat HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n{");
        }

        var (status, _) = await app.AskAsync(
            "/api/chat",
            """{"model":"auto","messages":[{"role":"user","content":"x"}]}"""
        );

        Assert.Equal(200, status);
        Assert.Empty(app.Errors);
    }
}
