using System.Globalization;
using Orchestrator.Simulation.Durations;

namespace Orchestrator.Simulation.Tests.Durations;

public sealed class KeepAliveTests
{
    [Fact]
    public void Negative_means_forever_as_number_and_as_text()
    {
        Assert.Equal(KeepAlive.Forever, KeepAlive.FromSeconds(-1));
        Assert.Equal(KeepAlive.Forever, KeepAlive.FromSeconds(-0.001));
        Assert.True(KeepAlive.TryParse("-1m", out var value, out _));
        Assert.Equal(KeepAlive.Forever, value);
        Assert.InRange(KeepAlive.Forever.TotalDays / 365.25, 292, 293);
    }

    [Fact]
    public void A_bare_digit_string_is_an_error_and_the_same_number_is_not()
    {
        Assert.False(KeepAlive.TryParse("300", out _, out var error));
        Assert.Equal("time: missing unit in duration \"300\"", error);
        Assert.Equal(TimeSpan.FromMinutes(5), KeepAlive.FromSeconds(300));
    }

    [Fact]
    public void Zero_is_zero_in_every_spelling()
    {
        Assert.Equal(TimeSpan.Zero, KeepAlive.FromSeconds(0));
        Assert.True(KeepAlive.TryParse("0", out var bare, out _));
        Assert.True(KeepAlive.TryParse("0s", out var seconds, out _));
        Assert.Equal((TimeSpan.Zero, TimeSpan.Zero), (bare, seconds));
    }

    [Fact]
    public void A_number_and_its_text_with_seconds_mean_the_same()
    {
        var random = new Random(42);
        for (var round = 0; round < 1000; round++)
        {
            var milliseconds = random.Next(0, 100_000_000);
            var text = string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000}.{milliseconds % 1000:000}s");
            Assert.True(KeepAlive.TryParse(text, out var fromText, out _), text);
            Assert.Equal(KeepAlive.FromSeconds(milliseconds / 1000.0), fromText);
        }
    }

    [Fact]
    public void Absurdly_long_numbers_are_forever_and_not_an_overflow()
    {
        Assert.Equal(KeepAlive.Forever, KeepAlive.FromSeconds(double.MaxValue));
        Assert.Equal(KeepAlive.Forever, KeepAlive.FromSeconds(double.MinValue));
    }
}
