using System.Text;
using Microsoft.AspNetCore.Http;
using Orchestrator.SimulatedOllama.Hosting;

namespace Orchestrator.Simulation.Tests.Wire;

public sealed class UnexpectedErrorsTests
{
    private const string Words = "simulated host: unexpected error, see its log";

    [Theory]
    [InlineData("/api/chat", "{\"error\":\"" + Words + "\"}")]
    [InlineData(
        "/v1/chat/completions",
        "{\"error\":{\"message\":\"" + Words + "\",\"type\":\"api_error\",\"param\":null,\"code\":null}}"
    )]
    public async Task A_mistake_of_the_host_is_told_in_the_words_of_the_API_that_was_asked(string path, string expected)
    {
        using var body = new MemoryStream();
        var context = new DefaultHttpContext();
        context.Request.Path = path;
        context.Response.Body = body;

        await UnexpectedErrors.TellAsync(context);

        Assert.Equal(500, context.Response.StatusCode);
        Assert.Equal("true", context.Response.Headers[PlainRefusals.Label]);
        Assert.Equal(expected, Encoding.UTF8.GetString(body.ToArray()));
    }
}
