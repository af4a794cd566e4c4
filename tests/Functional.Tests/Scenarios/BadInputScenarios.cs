using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Orchestrator.Functional.Tests.Cluster;

namespace Orchestrator.Functional.Tests.Scenarios;

/// <summary>Every input is hostile: a clear error in the caller's dialect, never a stack trace, and the service goes on.</summary>
public abstract class BadInputScenarios(ClusterFixture fixture)
{
    private const string OpenAi = "v1/chat/completions";
    private const string Ollama = "api/chat";
    private const string Route = "api/route";
    private const string Feedback = "api/feedback";

    /// <summary>Path, body, expected status, and a word that the message has to contain: the field or the cause.</summary>
    public static TheoryData<string, string, int, string> Wrong =>
        new()
        {
            {
                OpenAi,
                """{"model":"no-such-model","messages":[{"role":"user","content":"hi"}]}""",
                404,
                "no-such-model"
            },
            { OpenAi, """{"model":"auto","messages":[]}""", 400, "messages" },
            { OpenAi, """{"model":"auto"}""", 400, "messages" },
            { OpenAi, """{"messages":[{"role":"user","content":"hi"}]}""", 400, "model" },
            { OpenAi, """{"model":"auto","messages":[{"role":"user","content":"hi"}""", 400, "JSON" },
            { OpenAi, "", 400, "body" },
            { OpenAi, "[]", 400, "object" },
            { OpenAi, """{"model":7,"messages":[{"role":"user","content":"hi"}]}""", 400, "model" },
            { OpenAi, """{"model":"auto","messages":"hi"}""", 400, "messages" },
            { OpenAi, """{"model":"auto","messages":[{"role":"user","content":5}]}""", 400, "content" },
            { OpenAi, """{"model":"auto","messages":[{"role":"pilot","content":"hi"}]}""", 400, "role" },
            {
                OpenAi,
                """{"model":"auto","temperature":"hot","messages":[{"role":"user","content":"hi"}]}""",
                400,
                "temperature"
            },
            { OpenAi, """{"model":"auto","n":3,"messages":[{"role":"user","content":"hi"}]}""", 400, "n" },
            {
                Ollama,
                """{"model":"no-such-model","messages":[{"role":"user","content":"hi"}]}""",
                404,
                "no-such-model"
            },
            { Ollama, """{"messages":[{"role":"user","content":"hi"}]}""", 400, "model is required" },
            { Ollama, """{"model":"auto","messages":{}}""", 400, "messages" },
            { Ollama, "{", 400, "JSON" },
            { Ollama, "", 400, "missing request body" },
            { Route, """{"messages":17}""", 400, "messages" },
            { Feedback, """{"thumb":"up"}""", 400, "run_id" },
            { Feedback, """{"run_id":"r","stars":9}""", 400, "stars" },
        };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task A_wrong_request_is_answered_in_its_dialect_and_names_what_is_wrong(
        string path,
        string body,
        int status,
        string names
    )
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await fixture.Cluster.Http.PostAsync(At(path), content);
        var text = await response.Content.ReadAsStringAsync();

        Assert.Equal(status, (int)response.StatusCode);
        Assert.Contains(names, MessageOf(path, response, text), StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        await AssertItGoesOnAsync();
    }

    [Theory]
    [InlineData(OpenAi)]
    [InlineData(Ollama)]
    public async Task A_body_over_the_limit_is_refused_whether_or_not_it_says_its_length(string path)
    {
        foreach (var saysItsLength in new[] { true, false })
        {
            // 40 MiB: above the gateway's default of 32 MiB.
            using var content = new TooLarge(40 << 20, saysItsLength);
            using var request = new HttpRequestMessage(HttpMethod.Post, At(path)) { Content = content };
            request.Headers.ExpectContinue = true;
            using var response = await fixture.Cluster.Http.SendAsync(request);

            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
            Assert.NotEmpty(MessageOf(path, response, await response.Content.ReadAsStringAsync()));
        }

        await AssertItGoesOnAsync();
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, At("v1/models"));
        request.Headers.Host = "attacker.example";
        using var response = await fixture.Cluster.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private Uri At(string path) => new(fixture.Cluster.Gateway, path);

    private async Task AssertItGoesOnAsync()
    {
        using var response = await fixture.Cluster.Http.PostAsJsonAsync(
            At(Route),
            ChatScenarios.Question("auto", false)
        );
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    /// <summary>Reads the message where the dialect has it; fails when the shape is another dialect's.</summary>
    private static string MessageOf(string path, HttpResponseMessage response, string text)
    {
        var json = JsonSerializer.Deserialize<JsonElement>(text);
        return path switch
        {
            OpenAi => json.GetProperty("error").GetProperty("message").GetString()!,
            Ollama => json.GetProperty("error").GetString()!,
            _ => Problem(response, json),
        };
    }

    private static string Problem(HttpResponseMessage response, JsonElement json)
    {
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
        return json.GetRawText();
    }

    /// <summary>A JSON string that never ends, made on the fly.</summary>
    private sealed class TooLarge : HttpContent
    {
        private readonly int _length;
        private readonly bool _saysItsLength;

        public TooLarge(int length, bool saysItsLength)
        {
            _length = length;
            _saysItsLength = saysItsLength;
            Headers.ContentType = new MediaTypeHeaderValue("application/json");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var start = """{"model":"auto","messages":[{"role":"user","content":"a"""u8.ToArray();
            await stream.WriteAsync(start);
            var piece = new byte[1 << 16];
            Array.Fill(piece, (byte)'a');
            for (var left = _length - start.Length; left > 0; left -= piece.Length)
            {
                await stream.WriteAsync(piece.AsMemory(0, Math.Min(left, piece.Length)));
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _length;
            return _saysItsLength;
        }
    }
}

[Collection(SoundClusters.Standalone)]
public sealed class StandaloneBadInputTests(StandaloneFixture fixture) : BadInputScenarios(fixture);

[Collection(SoundClusters.FiveProcesses)]
public sealed class FiveProcessesBadInputTests(FiveProcessesFixture fixture) : BadInputScenarios(fixture);
