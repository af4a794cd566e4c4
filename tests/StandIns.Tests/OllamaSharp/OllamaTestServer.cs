using Microsoft.AspNetCore.Http;
using OllamaSharp;
using OllamaSharp.Models.Chat;

namespace Orchestrator.StandIns.Tests.OllamaSharp;

/// <summary>A server that gives one answer, and OllamaSharp's client in front of it.</summary>
internal sealed class OllamaTestServer : IAsyncDisposable
{
    public const string Hello =
        """{"model":"m","created_at":"2026-08-01T10:00:00.123456700Z","message":{"role":"assistant","content":"Hello"},"done":false}""";

    public const string Done =
        """{"model":"m","created_at":"2026-08-01T10:00:01Z","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","total_duration":5,"load_duration":1,"prompt_eval_count":7,"prompt_eval_duration":2,"eval_count":3,"eval_duration":4}""";

    private readonly HttpClient _http;

    private OllamaTestServer(FakeHttpServer server)
    {
        Server = server;
        _http = new HttpClient { BaseAddress = server.Address };
        Api = new OllamaApiClient(_http, "selected");
    }

    public FakeHttpServer Server { get; }

    public OllamaApiClient Api { get; }

    public ReceivedRequest LastRequest => Server.Requests.Last();

    public static async Task<OllamaTestServer> StartAsync(RequestDelegate answer) =>
        new(await FakeHttpServer.StartAsync(answer));

    public static async Task<OllamaTestServer> AnswersAsync(params string[] lines) =>
        new(await FakeHttpServer.StartAsync(200, string.Concat(lines.Select(line => line + "\n"))));

    public static async Task<OllamaTestServer> FailsAsync(int status, string body) =>
        new(await FakeHttpServer.StartAsync(status, body));

    public static ChatRequest Question() => new() { Messages = [new Message((ChatRole?)ChatRole.User, "Hi")] };

    public static async Task<List<T>> ReadAsync<T>(IAsyncEnumerable<T> items)
    {
        var list = new List<T>();
        await foreach (var item in items)
        {
            list.Add(item);
        }

        return list;
    }

    public async ValueTask DisposeAsync()
    {
        Api.Dispose();
        _http.Dispose();
        await Server.DisposeAsync();
    }
}
