using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Orchestrator.ServiceDefaults;

internal static class MetricsEndpoint
{
    public static void MapMetrics(this IEndpointRouteBuilder app) =>
        AlwaysAnswered
            .On(app.MapGet(ProbePaths.Metrics, ScrapeAsync))
            .RequireHttpEndpoint()
            .AllowAnonymous()
            .DisableHttpMetrics();

    private static async Task<IResult> ScrapeAsync(PrometheusScrape scrape, CancellationToken cancellationToken) =>
        await scrape.TextAsync(cancellationToken) is { } text
            ? Results.Text(text, PrometheusText.ContentType, Encoding.UTF8)
            : Results.Problem("The metrics could not be collected.", statusCode: 503);
}
