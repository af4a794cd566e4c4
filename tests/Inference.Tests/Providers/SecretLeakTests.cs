namespace Orchestrator.Inference.Tests.Providers;

/// <summary>Endpoints that try to bring a secret to light.</summary>
public sealed class SecretLeakTests
{
    private const string Key = "sk-live-0123456789abcdef";

    public static TheoryData<string> Kinds() => [.. Dialect.Kinds];

    private static FarEnd.Setup WithKey => new() { ApiKey = new FixedSecret() };

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task The_secret_goes_to_the_endpoint_once_and_nothing_else_does(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.End, WithKey);

        await far.AskAsync();

        var request = Assert.Single(far.Server.Requests);
        Assert.Equal($"Bearer {Key}", request.Headers["Authorization"]);
        var elsewhere = request.Headers.Where(header => header.Key != "Authorization").Select(header => header.Value);
        Assert.DoesNotContain(elsewhere.Append(request.Path).Append(request.Body), text => text.Contains(Key));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_endpoint_without_a_secret_gets_none(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.End);

        await far.AskAsync();

        var headers = Assert.Single(far.Server.Requests).Headers.Keys;
        Assert.DoesNotContain("Authorization", headers, StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain("x-api-key", headers, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("ollama", 401)]
    [InlineData("openai", 401)]
    [InlineData("anthropic", 401)]
    [InlineData("ollama", 403)]
    [InlineData("openai", 403)]
    [InlineData("anthropic", 403)]
    [InlineData("ollama", 400)]
    [InlineData("openai", 400)]
    [InlineData("anthropic", 400)]
    [InlineData("ollama", 500)]
    [InlineData("openai", 500)]
    [InlineData("anthropic", 500)]
    public async Task An_error_that_echoes_the_header_does_not_carry_it_on(string kind, int status)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StartAsync(
            kind,
            context =>
            {
                context.Response.StatusCode = status;
                return context.SendAsync(dialect.Error($"bad header {context.Request.Headers.Authorization}, sorry"));
            },
            WithKey
        );

        var exception = await far.FailAsync();

        Assert.Equal(status, exception.Error.HttpStatus);
        Assert.NotEmpty(exception.Error.Message);
        AssertHidden(exception);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Who_is_not_let_in_reads_where_the_secret_came_from(string kind)
    {
        await using var far = await FarEnd.AnswersAsync(kind, 401, "{}", WithKey);

        var error = (await far.FailAsync()).Error;

        Assert.Equal(InferenceCause.ReplicaFailed, error.Cause);
        Assert.Contains("file /run/secrets/test", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_error_inside_a_stream_does_not_carry_it_on(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.InBand($"key {Key}"), WithKey);

        var exception = await far.FailAsync();

        Assert.Contains("[secret]", exception.Error.Message, StringComparison.Ordinal);
        AssertHidden(exception);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_redirect_to_another_host_does_not_carry_it_there(string kind)
    {
        await using var elsewhere = await FakeHttpServer.StartAsync(200, "");
        await using var far = await FarEnd.StartAsync(
            kind,
            context =>
            {
                context.Response.Redirect(elsewhere.Address.AbsoluteUri, permanent: true);
                return Task.CompletedTask;
            },
            WithKey
        );

        AssertHidden(await far.FailAsync());
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_broken_answer_that_quotes_it_does_not_carry_it_on(string kind)
    {
        await using var far = await FarEnd.StreamsAsync(kind, $"data: {{\"{Key}\": ]\n\n", WithKey);

        AssertHidden(await far.FailAsync());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_secret_that_was_rotated_counts_for_the_next_request(string kind)
    {
        var dialect = Dialect.Of(kind);
        var secret = new FixedSecret { Text = "old-key" };
        var setup = new FarEnd.Setup { ApiKey = secret };
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.End, setup);
        await far.AskAsync();

        secret.Text = "new-key";
        await far.AskAsync();

        Assert.Equal(
            ["Bearer old-key", "Bearer new-key"],
            far.Server.Requests.Select(request => request.Headers["Authorization"])
        );
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_secret_that_is_not_there_ends_the_call_before_anything_is_sent(string kind)
    {
        var setup = new FarEnd.Setup { ApiKey = new Inference.Secrets.SecretVariable("ORCHESTRATOR_NO_SUCH") };
        await using var far = await FarEnd.AnswersAsync(kind, 200, "", setup);

        var error = (await far.FailAsync()).Error;

        Assert.Equal((InferenceStage.Connect, InferenceCause.Refused), (error.Stage, error.Cause));
        Assert.Empty(far.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_secret_that_no_header_may_have_is_not_quoted_in_the_complaint(string kind)
    {
        var setup = new FarEnd.Setup { ApiKey = new FixedSecret { Text = $"{Key}\r\nX-Other: 1" } };
        await using var far = await FarEnd.AnswersAsync(kind, 200, "", setup);

        AssertHidden(await far.FailAsync());
        Assert.Empty(far.Server.Requests);
    }

    private static void AssertHidden(InferenceException exception)
    {
        Assert.DoesNotContain(Key, exception.ToString(), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(Key, exception.Error.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    private sealed class FixedSecret : ISecret
    {
        public string Text { get; set; } = Key;

        public string Source => "file /run/secrets/test";

        public string Read() => Text;
    }
}
