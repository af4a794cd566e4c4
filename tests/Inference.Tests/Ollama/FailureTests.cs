using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.Inference.Tests.Ollama;

public sealed class FailureTests
{
    [Theory]
    [InlineData(400, "model is required", InferenceCause.Refused)]
    [InlineData(400, "\"m\" does not support thinking", InferenceCause.Refused)]
    [InlineData(413, "too large", InferenceCause.Refused)]
    [InlineData(401, "unauthorized", InferenceCause.ReplicaFailed)]
    [InlineData(403, "forbidden", InferenceCause.ReplicaFailed)]
    [InlineData(404, "404 page not found", InferenceCause.ReplicaFailed)]
    [InlineData(405, "method not allowed", InferenceCause.ReplicaFailed)]
    [InlineData(404, "model 'm' not found", InferenceCause.ModelNotFound)]
    [InlineData(404, "model \"m\" not found, try pulling it first", InferenceCause.ModelNotFound)]
    [InlineData(429, "too many requests", InferenceCause.Busy)]
    [InlineData(499, "request canceled", InferenceCause.Cancelled)]
    [InlineData(500, "llama runner process has terminated", InferenceCause.ReplicaFailed)]
    [InlineData(500, "option \"num_ctx\" must be of type integer", InferenceCause.Refused)]
    [InlineData(502, "bad gateway", InferenceCause.ReplicaFailed)]
    [InlineData(503, "server busy, please try again.  maximum pending requests exceeded", InferenceCause.Busy)]
    public async Task Every_status_keeps_its_words_and_has_one_cause(int status, string words, InferenceCause cause)
    {
        var body = System.Text.Json.JsonSerializer.Serialize(new { error = words });
        await using var replica = await TestReplica.StartAsync(status, body);

        Assert.Equal(new InferenceError(InferenceStage.FirstToken, cause, words, status), await replica.FailAsync());
    }

    [Theory]
    [InlineData("404 page not found", "404 page not found")]
    [InlineData("", "")]
    [InlineData("{\"error\":{\"message\":\"of another dialect\"}}", "of another dialect")]
    [InlineData("{\"detail\":\"x\"}", "{\"detail\":\"x\"}")]
    [InlineData("<html>", "<html>")]
    public async Task An_error_in_another_form_is_passed_on_as_it_is(string body, string words)
    {
        await using var replica = await TestReplica.StartAsync(404, body);

        var error = await replica.FailAsync();

        Assert.Equal((InferenceCause.ReplicaFailed, words, 404), (error.Cause, error.Message, error.HttpStatus));
    }

    [Fact]
    public async Task Of_an_endless_error_only_the_limit_is_read()
    {
        var hungUp = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var replica = await TestReplica.StartAsync(
            async context =>
            {
                context.RequestAborted.Register(hungUp.SetResult);
                context.Response.StatusCode = 500;
                while (true)
                {
                    await context.SendAsync(new string('x', 500));
                }
            },
            new OllamaOptions { MaxErrorBytes = 1000 }
        );

        var error = await replica.FailAsync();

        Assert.Equal(InferenceCause.ReplicaFailed, error.Cause);
        Assert.Equal(new string('x', InferenceError.MaxMessageLength), error.Message);
        await Wait.ForAsync(hungUp.Task, "the replica sees the hang-up");
    }

    [Fact]
    public async Task A_replica_that_is_not_there_is_a_failure_to_connect()
    {
        using var clients = new OllamaProvider(Options.Create(new OllamaOptions()), new ManualTimeProvider());
        using var client = clients.Create(new ReplicaEndpoint("r", NobodyListens()));

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            Wait.ForAsync(client.ListInstalledAsync(CancellationToken.None), "the connection fails")
        );

        Assert.Equal(
            (InferenceStage.Connect, InferenceCause.ConnectFailed),
            (exception.Error.Stage, exception.Error.Cause)
        );
    }

    [Fact]
    public async Task A_replica_that_does_not_accept_in_time_is_a_failure_to_connect()
    {
        // A listener that accepts nobody: once its backlog is full, the next connection waits.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start(backlog: 1);
        var endpoint = (IPEndPoint)listener.LocalEndpoint;
        var waiting = Enumerable.Range(0, 8).Select(_ => new TcpClient()).ToList();
        var connects = waiting.Select(client => client.ConnectAsync(endpoint.Address, endpoint.Port)).ToList();
        await Wait.ForAsync(Task.WhenAny(connects), "the backlog begins to fill");
        var options = new OllamaOptions { ConnectTimeout = TimeSpan.FromMilliseconds(100) };
        using var clients = new OllamaProvider(Options.Create(options), new ManualTimeProvider());
        using var client = clients.Create(new ReplicaEndpoint("r", new Uri($"http://{endpoint}")));

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            Wait.ForAsync(client.GetVersionAsync(CancellationToken.None), "the connection is given up")
        );

        Assert.Equal(
            (InferenceStage.Connect, InferenceCause.ConnectFailed),
            (exception.Error.Stage, exception.Error.Cause)
        );
        waiting.ForEach(socket => socket.Dispose());
    }

    [Fact]
    public async Task A_name_that_does_not_resolve_is_a_failure_to_connect()
    {
        using var clients = new OllamaProvider(Options.Create(new OllamaOptions()), new ManualTimeProvider());
        using var client = clients.Create(new ReplicaEndpoint("r", new Uri("http://nobody.invalid:11434")));

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            Wait.ForAsync(client.GetVersionAsync(CancellationToken.None), "the connection fails")
        );

        Assert.Equal(InferenceCause.ConnectFailed, exception.Error.Cause);
    }

    [Fact]
    public async Task A_replica_that_hangs_up_without_a_word_broke_the_call_before_the_first_token()
    {
        await using var replica = await TestReplica.StartAsync(context =>
        {
            context.Abort();
            return Task.CompletedTask;
        });

        var error = await replica.FailAsync();

        Assert.Equal((InferenceStage.FirstToken, InferenceCause.StreamBroken), (error.Stage, error.Cause));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var elsewhere = await TestReplica.AnswersAsync(TestReplica.Done);
        await using var replica = await TestReplica.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.Server.Address.AbsoluteUri, permanent: false);
            return Task.CompletedTask;
        });

        Assert.Equal(302, (await replica.FailAsync()).HttpStatus);
        Assert.Empty(elsewhere.Server.Requests);
    }

    [Fact]
    public async Task An_answer_in_one_piece_is_read_up_to_its_limit()
    {
        var options = new OllamaOptions { MaxBodyBytes = 2000 };
        await using var fits = await TestReplica.StartAsync(200, Version(1900), options);
        await using var tooLong = await TestReplica.StartAsync(200, Version(2000), options);

        Assert.Equal(1900, (await fits.Client.GetVersionAsync(CancellationToken.None)).Length);
        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            tooLong.Client.GetVersionAsync(CancellationToken.None)
        );
        Assert.Equal(InferenceCause.StreamBroken, exception.Error.Cause);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"models\":7}")]
    [InlineData("")]
    public async Task An_answer_in_one_piece_that_is_not_what_was_expected_broke_the_call(string body)
    {
        await using var replica = await TestReplica.StartAsync(200, body);

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            replica.Client.ListInstalledAsync(CancellationToken.None)
        );

        Assert.Equal(InferenceCause.StreamBroken, exception.Error.Cause);
    }

    private static string Version(int length) => $$"""{"version":"{{new string('9', length)}}"}""";

    private static Uri NobodyListens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }
}
