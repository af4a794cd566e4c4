namespace Orchestrator.Router.Tests;

public sealed class RouterOptionsCheckTests
{
    [Fact]
    public void Preferences_for_a_task_that_does_not_exist_stop_the_start()
    {
        var options = new RouterOptions { Preferences = { ["coding"] = ["qwen*"], ["code"] = ["qwen*"] } };

        var result = new RouterOptionsCheck().Validate(null, options);

        Assert.StartsWith("Router:Preferences:coding", Assert.Single(result.Failures ?? []), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_pattern_stops_the_start() =>
        Assert.True(
            new RouterOptionsCheck().Validate(null, new RouterOptions { Preferences = { ["default"] = [" "] } }).Failed
        );

    [Fact]
    public void The_defaults_are_in_order() =>
        Assert.True(new RouterOptionsCheck().Validate(null, new RouterOptions()).Succeeded);
}
