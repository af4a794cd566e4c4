using System.Net;
using System.Net.Sockets;

namespace Orchestrator.Inference.Tests.Providers;

/// <summary>The same faults, over real sockets, mean the same for every provider.</summary>
public sealed class FaultTests
{
    public static TheoryData<string> Kinds() => [.. Dialect.Kinds];

    public static TheoryData<string, int, InferenceCause> Statuses()
    {
        (int, InferenceCause)[] statuses =
        [
            (400, InferenceCause.Refused),
            (401, InferenceCause.ReplicaFailed),
            (403, InferenceCause.ReplicaFailed),
            (404, InferenceCause.ReplicaFailed),
            (405, InferenceCause.ReplicaFailed),
            (413, InferenceCause.Refused),
            (422, InferenceCause.Refused),
            (429, InferenceCause.Busy),
            (499, InferenceCause.Cancelled),
            (500, InferenceCause.ReplicaFailed),
            (502, InferenceCause.ReplicaFailed),
            (503, InferenceCause.Busy),
        ];
        var data = new TheoryData<string, int, InferenceCause>();
        foreach (var kind in Dialect.Kinds)
        {
            foreach (var (status, cause) in statuses)
            {
                data.Add(kind, status, cause);
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_whole_answer_is_text_and_figures(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + dialect.End);

        var deltas = await far.AskAsync();

        Assert.Equal(2, deltas.Count);
        Assert.Equal(new ChatDelta.Text("Hello"), deltas[0]);
        var finished = Assert.IsType<ChatDelta.Finished>(deltas[1]);
        Assert.Equal((FinishReason.Stop, new TokenUsage(7, 3)), (finished.Reason, finished.Usage));
    }

    [Theory]
    [MemberData(nameof(Statuses))]
    public async Task Every_status_keeps_its_words_and_has_one_cause(string kind, int status, InferenceCause cause)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.AnswersAsync(kind, status, dialect.Error("these words"));

        var error = (await far.FailAsync()).Error;

        Assert.Equal(new InferenceError(InferenceStage.FirstToken, cause, "these words", status), error);
        Assert.Single(far.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_model_that_is_not_there_is_told_from_a_page_that_is_not_there(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.AnswersAsync(kind, 404, dialect.Error("model 'm' not found"));

        Assert.Equal(InferenceCause.ModelNotFound, (await far.FailAsync()).Error.Cause);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_busy_endpoint_keeps_how_long_to_stay_away(string kind)
    {
        await using var far = await FarEnd.StartAsync(
            kind,
            context =>
            {
                context.Response.StatusCode = 429;
                context.Response.Headers.RetryAfter = "17";
                return Task.CompletedTask;
            }
        );

        var error = (await far.FailAsync()).Error;

        Assert.Equal((InferenceCause.Busy, TimeSpan.FromSeconds(17)), (error.Cause, error.RetryAfter));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_refused_connection_is_a_failure_to_connect(string kind)
    {
        var error = await FailToConnectAsync(kind, NobodyListens());

        Assert.Equal((InferenceStage.Connect, InferenceCause.ConnectFailed), (error.Stage, error.Cause));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_name_that_does_not_resolve_is_a_failure_to_connect(string kind)
    {
        var error = await FailToConnectAsync(kind, new Uri("http://nobody.invalid:9"));

        Assert.Equal((InferenceStage.Connect, InferenceCause.ConnectFailed), (error.Stage, error.Cause));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_address_that_is_not_allowed_is_not_connected_to(string kind)
    {
        var setup = new FarEnd.Setup { Filter = new(_ => "is a metadata address") };
        await using var far = await FarEnd.AnswersAsync(kind, 200, "", setup);

        var error = (await far.FailAsync()).Error;

        Assert.Equal((InferenceStage.Connect, InferenceCause.ConnectFailed), (error.Stage, error.Cause));
        Assert.Empty(far.Server.Requests);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_connection_that_is_closed_without_a_word_broke_before_the_first_token(string kind)
    {
        await using var far = await FarEnd.StartAsync(
            kind,
            context =>
            {
                context.Abort();
                return Task.CompletedTask;
            }
        );

        var error = (await far.FailAsync()).Error;

        Assert.Equal((InferenceStage.FirstToken, InferenceCause.StreamBroken), (error.Stage, error.Cause));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task An_answer_that_is_cut_at_any_byte_is_never_taken_for_complete(string kind)
    {
        var dialect = Dialect.Of(kind);
        // What comes after the end mark may be missing: the answer is complete then.
        var whole = System.Text.Encoding.UTF8.GetBytes(dialect.Hello + LeastEnd(kind));
        var cut = 0;
        await using var far = await FarEnd.StartAsync(
            kind,
            async context =>
            {
                context.Response.ContentType = dialect.ContentType;
                await context.SendAsync(whole.AsMemory(0, cut));
                if (cut % 2 == 0)
                {
                    context.Abort();
                }
            }
        );

        for (; cut < whole.Length; cut++)
        {
            var error = (await far.FailAsync()).Error;
            Assert.True(error.Cause == InferenceCause.StreamBroken, $"Cut at {cut}: {error}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Garbage_in_place_of_an_answer_broke_the_call(string kind)
    {
        await using var far = await FarEnd.StreamsAsync(kind, "<html>\n<body>502 Bad Gateway</body>\n</html>\n");

        var error = (await far.FailAsync()).Error;

        Assert.Equal((InferenceStage.FirstToken, InferenceCause.StreamBroken), (error.Stage, error.Cause));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Garbage_inside_an_answer_broke_the_call_in_its_stream(string kind)
    {
        var dialect = Dialect.Of(kind);
        await using var far = await FarEnd.StreamsAsync(kind, dialect.Hello + "data: {]\n\n" + dialect.End);

        var error = (await far.FailAsync()).Error;

        Assert.Equal((InferenceStage.Stream, InferenceCause.StreamBroken), (error.Stage, error.Cause));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_redirect_is_not_followed(string kind)
    {
        await using var elsewhere = await FakeHttpServer.StartAsync(200, "");
        await using var far = await FarEnd.StartAsync(
            kind,
            context =>
            {
                context.Response.Redirect(elsewhere.Address.AbsoluteUri, permanent: false);
                return Task.CompletedTask;
            }
        );

        Assert.Equal(302, (await far.FailAsync()).Error.HttpStatus);
        Assert.Empty(elsewhere.Requests);
    }

    private static string LeastEnd(string kind)
    {
        var end = Dialect.Of(kind).End;
        return kind is "openai" or "custom"
            ? end[..(end.IndexOf("\n\n", StringComparison.Ordinal) + 2)]
            : end.TrimEnd('\n');
    }

    private static async Task<InferenceError> FailToConnectAsync(string kind, Uri address)
    {
        var provider = Dialect.Of(kind).Provide(_ => { }, new ManualTimeProvider(), filter: null);
        using var owned = provider as IDisposable;
        using var client = provider.Create(new ReplicaEndpoint("r", address));

        var exception = await Assert.ThrowsAsync<InferenceException>(() =>
            Wait.ForAsync(client.ListInstalledAsync(CancellationToken.None), "the connection fails")
        );
        return exception.Error;
    }

    private static Uri NobodyListens()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://{listener.LocalEndpoint}");
    }
}
