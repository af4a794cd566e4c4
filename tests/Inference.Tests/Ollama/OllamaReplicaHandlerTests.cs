using OllamaSharp;
using OllamaSharp.Models.Chat;
using Orchestrator.Inference.Ollama;

namespace Orchestrator.Inference.Tests.Ollama;

/// <summary>The handler under OllamaSharp's own client, without our client on top.</summary>
public sealed class OllamaReplicaHandlerTests : IDisposable
{
    private readonly SocketsHttpHandler _sockets = new();

    public void Dispose() => _sockets.Dispose();

    [Fact]
    public async Task An_error_inside_the_stream_is_no_longer_swallowed()
    {
        await using var server = await FakeHttpServer.StartAsync(
            200,
            TestReplica.Hello + "\n{\"error\":\"boom\"}\n",
            "application/x-ndjson"
        );
        using var api = new OllamaApiClient(Http(server), "m");

        var exception = await Assert.ThrowsAsync<InferenceException>(async () =>
        {
            await foreach (var _ in api.ChatAsync(new ChatRequest())) { }
        });

        Assert.Equal("boom", exception.Error.Message);
    }

    [Fact]
    public async Task Whether_a_blob_exists_is_still_answered_by_the_status()
    {
        await using var server = await FakeHttpServer.StartAsync(404, "");
        using var api = new OllamaApiClient(Http(server), "m");

        Assert.False(await api.IsBlobExistsAsync("sha256:0"));
    }

    [Fact]
    public async Task The_stream_can_be_read_without_await_and_keeps_its_rules()
    {
        await using var server = await FakeHttpServer.StartAsync(200, TestReplica.Hello + "\n" + TestReplica.Hello);
        using var http = Http(server);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/chat");
        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync());

        var read = await Assert.ThrowsAsync<InferenceException>(() => Task.Run(() => ReadLines(reader)));

        Assert.Equal(InferenceCause.StreamBroken, read.Error.Cause);
    }

    [Fact]
    public async Task Headers_of_the_answer_are_kept()
    {
        await using var server = await FakeHttpServer.StartAsync(200, TestReplica.Done, "application/x-ndjson");
        using var http = Http(server);
        using var response = await http.PostAsync(new Uri("api/chat", UriKind.Relative), content: null);

        Assert.Equal("application/x-ndjson", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(TestReplica.Done, await response.Content.ReadAsStringAsync());
    }

    private static int ReadLines(StreamReader reader)
    {
        var count = 0;
        while (!reader.EndOfStream)
        {
            reader.ReadLine();
            count++;
        }

        return count;
    }

    private HttpClient Http(FakeHttpServer server) =>
        new(new OllamaReplicaHandler(new OllamaOptions(), new ManualTimeProvider(), _sockets), disposeHandler: false)
        {
            BaseAddress = server.Address,
        };
}
