using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;

namespace Orchestrator.ServiceDefaults.Tests.Endpoints;

public sealed class NeutralErrorsTests
{
    [Theory]
    [InlineData("Development")]
    [InlineData("Production")]
    public async Task An_unforeseen_error_is_a_problem_without_inner_workings_and_logged_once(string environment)
    {
        await using var app = await TestApp.StartAsync(
            map: web =>
                web.MapGet("/broken", string () => throw new InvalidOperationException("secret inner workings")),
            environment: environment
        );
        app.Log.ExpectErrors("unhandled exception");

        var response = await app.Http.GetAsync("/broken");

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        var body = await response.Content.ReadAsStringAsync();
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", body, StringComparison.Ordinal);
        Assert.Contains("\"trace\":\"", body, StringComparison.Ordinal);
        Assert.Single(app.Log.Lines, line => line.Level == LogLevel.Error);
    }

    [Fact]
    public async Task Malformed_json_is_the_callers_mistake_and_no_error_of_ours()
    {
        await using var app = await TestApp.StartAsync(
            map: web => web.MapPost("/number", (Number number) => number.Value),
            environment: "Development"
        );

        using var body = new StringContent("{ not json", System.Text.Encoding.UTF8, "application/json");
        var response = await app.Http.PostAsync("/number", body);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("7", await (await app.Http.PostAsJsonAsync("/number", new Number(7))).Content.ReadAsStringAsync());
    }

    private sealed record Number(int Value);
}
