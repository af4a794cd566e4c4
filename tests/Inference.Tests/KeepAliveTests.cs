namespace Orchestrator.Inference.Tests;

public sealed class KeepAliveTests
{
    [Fact]
    public void It_is_always_written_with_a_unit_because_Ollama_refuses_a_bare_number()
    {
        Assert.Equal("300s", KeepAlive.For(TimeSpan.FromMinutes(5)).ToString());
        Assert.Equal("1500ms", KeepAlive.For(TimeSpan.FromSeconds(1.5)).ToString());
        Assert.Equal("0s", KeepAlive.None.ToString());
        Assert.Equal("-1s", KeepAlive.Forever.ToString());
    }

    [Fact]
    public void A_negative_time_is_refused_because_it_would_mean_forever()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => KeepAlive.For(TimeSpan.FromSeconds(-2)));
    }
}
