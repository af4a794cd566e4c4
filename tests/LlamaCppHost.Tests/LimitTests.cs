using System.Net;
using System.Net.Http.Json;

namespace Orchestrator.LlamaCppHost.Tests;

public sealed class LimitTests
{
    [LlamaFact]
    public async Task Calls_beyond_the_queue_get_ollamas_busy_and_the_others_their_answer()
    {
        await using var host = await HostProcess.StartAsync(("QueueLimit", "1"), ("Slots", "1"));
        var endless = await StartEndlessAsync(host);
        // Which of three calls comes first is not ours to say: one of them waits, and the others are refused.
        List<Task<HttpResponseMessage>> calls = [AskAsync(host), AskAsync(host), AskAsync(host)];
        await Wait.UntilAsync(() => calls.Count(call => call.IsCompleted) == 2, "two calls are refused");
        endless.Dispose();
        await Wait.ForAsync(Task.WhenAll(calls), "the third call has its turn");

        var answers = calls.ConvertAll(call => call.Result).OrderBy(answer => answer.StatusCode).ToList();
        Assert.Equal(
            [HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable],
            answers.ConvertAll(answer => answer.StatusCode)
        );
        Assert.Contains("forty-two", await answers[0].Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "server busy, please try again.  maximum pending requests exceeded",
            await answers[1].Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
    }

    [LlamaFact]
    public async Task A_body_beyond_the_limit_is_refused_and_the_host_goes_on()
    {
        await using var host = await HostProcess.StartAsync(("MaxBodyBytes", "2048"), ("MaxMessages", "3"));

        using var tooLarge = await host.Http.PostAsJsonAsync("api/chat", Question(new string('x', 4_000)));
        using var tooMany = await host.Http.PostAsJsonAsync(
            "api/chat",
            new { model = "tiny", messages = Enumerable.Repeat(new { role = "user", content = "a" }, 4) }
        );
        using var good = await AskAsync(host);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, tooMany.StatusCode);
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
    }

    private static object Question(string text) =>
        new
        {
            model = "tiny",
            stream = false,
            messages = new[] { new { role = "user", content = text } },
            options = new { temperature = 0 },
        };

    private static Task<HttpResponseMessage> AskAsync(HostProcess host) =>
        host.Http.PostAsJsonAsync("api/chat", Question("q"));

    private static async Task<IDisposable> StartEndlessAsync(HostProcess host)
    {
        var body = new
        {
            model = "tiny",
            prompt = "A",
            raw = true,
            options = new { temperature = 0, num_ctx = TinyModel.ContextTokens },
        };
        var request = new HttpRequestMessage(HttpMethod.Post, "api/generate") { Content = JsonContent.Create(body) };
        var response = await host.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return response;
    }
}
