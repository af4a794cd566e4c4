using System.Text.Json;
using Orchestrator.LlamaCppHost.Wire;

namespace Orchestrator.LlamaCppHost.Tests.Wire;

public sealed class KeepAliveTextTests
{
    [Theory]
    [InlineData("300", 300)]
    [InlineData("0.5", 0.5)]
    [InlineData("0", 0)]
    [InlineData("\"5m\"", 300)]
    [InlineData("\"1h30m\"", 5400)]
    [InlineData("\"300ms\"", 0.3)]
    [InlineData("\"1.5s\"", 1.5)]
    [InlineData("\"0s\"", 0)]
    [InlineData("\"0\"", 0)]
    public void Numbers_are_seconds_and_texts_are_durations(string json, double seconds) =>
        Assert.Equal(seconds, Read(json)!.Value.TotalSeconds, 1e-9);

    [Theory]
    [InlineData("-1")]
    [InlineData("\"-1s\"")]
    [InlineData("\"-5m\"")]
    [InlineData("1e300")]
    public void Negative_ones_and_absurd_ones_mean_for_ever(string json) => Assert.Equal(TimeSpan.MaxValue, Read(json));

    [Theory]
    [InlineData("\"300\"")]
    [InlineData("\"\"")]
    [InlineData("\"5 m\"")]
    [InlineData("\"m5\"")]
    [InlineData("true")]
    [InlineData("[1]")]
    public void Anything_else_is_refused(string json) =>
        Assert.Equal(400, Assert.Throws<WireException>(() => Read(json)).Error.Status);

    [Fact]
    public void What_is_not_there_says_nothing()
    {
        Assert.Null(KeepAliveText.Read(null));
        Assert.Null(Read("null"));
    }

    private static TimeSpan? Read(string json) => KeepAliveText.Read(JsonElement.Parse(json));
}
