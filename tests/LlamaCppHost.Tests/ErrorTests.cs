using System.Net;
using System.Text;
using System.Text.Json;

namespace Orchestrator.LlamaCppHost.Tests;

/// <summary>Wrong requests get Ollama's form of an error, and the host goes on.</summary>
public sealed class ErrorTests(RunningHost running) : IClassFixture<RunningHost>
{
    [LlamaTheory]
    [InlineData("chat", "", 400, "missing request body")]
    [InlineData("chat", "{", 400, "not valid JSON")]
    [InlineData("chat", "[]", 400, "invalid request")]
    [InlineData("chat", "null", 400, "no JSON object")]
    [InlineData("chat", """{"model":5}""", 400, "$.model")]
    [InlineData("chat", """{"model":"\ud800"}""", 400, "invalid characters")]
    [InlineData("chat", """{}""", 400, "model is required")]
    [InlineData("chat", """{"model":"other"}""", 404, "model 'other' not found")]
    [InlineData("generate", """{}""", 404, "model '' not found")]
    [InlineData("chat", """{"model":"tiny","messages":[{"role":"x"}]}""", 400, "messages[0].role")]
    [InlineData("chat", """{"model":"tiny","messages":[null]}""", 400, "messages[0].role")]
    [InlineData("chat", """{"model":"tiny","messages":[{"role":"tool"}]}""", 400, "does not support tools")]
    [InlineData("chat", """{"model":"tiny","messages":[{"role":"user","images":["aa"]}]}""", 400, "messages[0].images")]
    [InlineData("chat", """{"model":"tiny","messages":[{"role":"user"}],"tools":[{}]}""", 400, "(field \"tools\"")]
    [InlineData("chat", """{"model":"tiny","messages":[{"role":"user"}],"think":true}""", 400, "(field \"think\"")]
    [InlineData(
        "chat",
        """{"model":"tiny","messages":[{"role":"user"}],"logprobs":true}""",
        400,
        "(field \"logprobs\""
    )]
    [InlineData(
        "chat",
        """{"model":"tiny","messages":[{"role":"user"}],"format":{"type":"object"}}""",
        400,
        "(field \"format\""
    )]
    [InlineData("chat", """{"model":"tiny","messages":[{"role":"user"}],"format":"xml"}""", 400, "format is neither")]
    [InlineData("chat", """{"model":"tiny","keep_alive":"300"}""", 400, "invalid keep_alive")]
    [InlineData(
        "chat",
        """{"model":"tiny","options":{"num_ctx":"big"}}""",
        500,
        "option \"num_ctx\" must be of type integer"
    )]
    [InlineData("chat", """{"model":"tiny","options":{"stop":[1]}}""", 500, "option \"stop\" must be of type array")]
    [InlineData("generate", """{"model":"tiny","prompt":"a","suffix":"b"}""", 400, "(field \"suffix\"")]
    [InlineData("generate", """{"model":"tiny","prompt":"a","images":["b"]}""", 400, "(field \"images\"")]
    [InlineData("generate", """{"model":"tiny","prompt":"a","template":"b"}""", 400, "(field \"template\"")]
    [InlineData("generate", """{"model":"tiny","prompt":"a","context":[1]}""", 400, "(field \"context\"")]
    [InlineData("embed", """{"model":"tiny","input":5}""", 400, "invalid input type")]
    [InlineData("embed", """{"model":"other","input":"a"}""", 404, "not found")]
    [InlineData("show", """{}""", 400, "model is required")]
    [InlineData("show", """{"model":"../../etc/passwd"}""", 404, "not found")]
    public async Task A_wrong_request_is_told_what_is_wrong(string path, string body, int status, string words)
    {
        var (code, text) = await PostAsync(path, body);

        Assert.Equal(status, (int)code);
        Assert.Contains(words, JsonElement.Parse(text).GetProperty("error").GetString(), StringComparison.Ordinal);
        Assert.Equal("", running.Host.Output.Split('\n').FirstOrDefault(line => line.Contains("unexpectedly")) ?? "");
    }

    [LlamaFact]
    public async Task A_prompt_that_is_too_long_is_refused_or_cut_as_the_caller_wants()
    {
        var prompt = new string('x', 1_000) + "?\\n";
        var refused = await PostAsync("generate", Body("\"truncate\":false"));
        var cut = await PostAsync("generate", Body("\"truncate\":true"));
        var whole = await PostAsync(
            "embed",
            $$$"""{"model":"tiny","input":"{{{prompt}}}","truncate":false,"options":{"num_ctx":256}}"""
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.Code);
        Assert.Contains("exceeds the context length", refused.Text, StringComparison.Ordinal);
        Assert.Equal(TinyModel.ChatAnswer, JsonElement.Parse(cut.Text).GetProperty("response").GetString());
        Assert.InRange(JsonElement.Parse(cut.Text).GetProperty("prompt_eval_count").GetInt32(), 128, 255);
        Assert.Equal(HttpStatusCode.BadRequest, whole.Code);

        string Body(string more) =>
            $$$"""
                {"model":"tiny","raw":true,"prompt":"{{{prompt}}}","stream":false,{{{more}}},
                 "options":{"num_ctx":256,"num_predict":20,"temperature":0}}
                """;
    }

    [LlamaFact]
    public async Task Json_is_promised_only_where_it_is_kept()
    {
        const string body = """
            {"model":"tiny","stream":false,"format":"json","messages":[{"role":"user","content":"q"}],
             "options":{"temperature":1,"seed":3,"num_predict":400}}
            """;

        var text = JsonElement.Parse((await PostAsync("chat", body)).Text);
        var answer = text.GetProperty("message").GetProperty("content").GetString()!;

        Assert.StartsWith("{", answer, StringComparison.Ordinal);
        if (text.GetProperty("done_reason").GetString() == "stop")
        {
            Assert.Equal(JsonValueKind.Object, JsonElement.Parse(answer).ValueKind);
        }
    }

    [LlamaFact]
    public async Task A_host_name_of_elsewhere_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/version");
        request.Headers.Host = "evil.example";

        using var response = await running.Host.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    private async Task<(HttpStatusCode Code, string Text)> PostAsync(string path, string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await running.Host.Http.PostAsync(new Uri($"api/{path}", UriKind.Relative), content);
        return (response.StatusCode, await response.Content.ReadAsStringAsync());
    }
}
