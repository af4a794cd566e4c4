using Grpc.Core;
using Microsoft.Extensions.Options;
using Orchestrator.ServiceDefaults.HealthV1;
using Orchestrator.ServiceDefaults.Tests.EchoV1;

namespace Orchestrator.ServiceDefaults.Tests.Grpc;

public sealed class CredentialTests
{
    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a-credential-of-the-test")]
    [InlineData("a-credential-of-the-tests-and-more")]
    public async Task A_call_with_no_or_a_wrong_credential_never_reaches_the_handler(string? shown)
    {
        var wasReached = false;
        var script = new EchoScript
        {
            Say = (_, _) =>
            {
                wasReached = true;
                return Task.FromResult("");
            },
        };
        await using var app = await EchoApp.StartAsync(script);
        using var channel = app.Stranger();
        var headers = new Metadata();
        if (shown is not null)
        {
            headers.Add("x-service-credential", shown);
        }

        var status = await new Echo.EchoClient(channel).SayAsync(new EchoRequest(), headers).StatusOf();

        Assert.Equal(StatusCode.Unauthenticated, status.StatusCode);
        Assert.DoesNotContain(TestApp.Credential, status.Detail, StringComparison.Ordinal);
        Assert.False(wasReached);
    }

    [Fact]
    public async Task The_credential_of_the_system_opens_every_kind_of_call()
    {
        var script = new EchoScript
        {
            Repeat = (stream, context) => stream.WriteAsync(new EchoReply { Text = "once" }, context.CancellationToken),
        };
        await using var app = await EchoApp.StartAsync(script);

        Assert.Equal("hi", (await app.Client().SayAsync(new EchoRequest { Text = "hi" })).Text);
        using var call = app.Client().Repeat(new EchoRequest());
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal("once", call.ResponseStream.Current.Text);
    }

    [Fact]
    public async Task A_stranger_may_ask_for_health_and_nothing_else()
    {
        await using var app = await EchoApp.StartAsync();
        using var channel = app.Stranger();

        var health = await new HealthV1.Health.HealthClient(channel).CheckAsync(new HealthCheckRequest());
        var stream = new Echo.EchoClient(channel).Repeat(new EchoRequest());

        Assert.Equal(HealthCheckResponse.Types.ServingStatus.Serving, health.Status);
        Assert.Equal(StatusCode.Unauthenticated, (await stream.ResponseStream.MoveNext().StatusOf()).StatusCode);
    }

    [Fact]
    public async Task Without_a_configured_credential_a_process_talks_to_itself_and_refuses_others()
    {
        var unset = new Dictionary<string, string?> { ["ServiceCredential"] = null };
        await using var app = await EchoApp.StartAsync(settings: unset);
        await using var other = await EchoApp.StartAsync(settings: unset);

        Assert.Equal("me", (await app.Client().SayAsync(new EchoRequest { Text = "me" })).Text);
        var call = other.Get<GrpcPeers>().ClientAt<Echo.EchoClient>(app.Grpc).SayAsync(new EchoRequest());
        Assert.Equal(StatusCode.Unauthenticated, (await call.StatusOf()).StatusCode);
    }

    [Theory]
    [InlineData("fifteen-letters")]
    [InlineData("no spaces or 한글 in here")]
    public async Task A_credential_that_is_too_short_or_cannot_travel_stops_the_start_and_is_not_quoted(string value)
    {
        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() =>
            TestApp.StartAsync(settings: new() { ["ServiceCredential"] = value })
        );

        Assert.Contains("ServiceCredential", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(value, refusal.Message, StringComparison.Ordinal);
    }
}
