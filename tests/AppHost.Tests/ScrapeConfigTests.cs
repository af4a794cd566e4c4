using System.Text.Json;

namespace Orchestrator.AppHost.Tests;

public sealed class ScrapeConfigTests
{
    [Fact]
    public void Every_service_is_scraped_at_its_address_under_its_own_name()
    {
        var text = ScrapeConfig.Text([("gateway", "localhost:8080"), ("worker-1", "localhost:20001")]);

        var job = JsonSerializer.Deserialize<JsonElement>(text).GetProperty("scrape_configs")[0];
        Assert.Equal("/metrics", job.GetProperty("metrics_path").GetString());
        Assert.Equal(
            [("gateway", "localhost:8080"), ("worker-1", "localhost:20001")],
            job.GetProperty("static_configs")
                .EnumerateArray()
                .Select(group =>
                    (
                        group.GetProperty("labels").GetProperty("instance").GetString()!,
                        group.GetProperty("targets")[0].GetString()!
                    )
                )
        );
    }
}
