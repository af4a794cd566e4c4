using System.Globalization;
using Orchestrator.Simulation.Durations;

namespace Orchestrator.Simulation.Tests.Durations;

public sealed class GoDurationTests
{
    [Theory]
    [InlineData("0", 0)]
    [InlineData("+0", 0)]
    [InlineData("5m", 300)]
    [InlineData("1h30m", 5400)]
    [InlineData("300ms", 0.3)]
    [InlineData("-1.5h", -5400)]
    [InlineData(".5s", 0.5)]
    [InlineData("1.s", 1)]
    [InlineData("2us", 0.000002)]
    [InlineData("2\u00b5s", 0.000002)]
    [InlineData("2\u03bcs", 0.000002)]
    [InlineData("1500ns", 0.0000015)]
    public void Reads_numbers_with_units(string text, double seconds)
    {
        Assert.True(GoDuration.TryParse(text, out var value, out var error), error);
        Assert.Equal(TimeSpan.FromTicks((long)Math.Round(seconds * 1e7)), value);
    }

    [Theory]
    [InlineData("300", "time: missing unit in duration \"300\"")]
    [InlineData("-1", "time: missing unit in duration \"-1\"")]
    [InlineData("00", "time: missing unit in duration \"00\"")]
    [InlineData("5 m", "time: unknown unit \" m\" in duration \"5 m\"")]
    [InlineData("5days", "time: unknown unit \"days\" in duration \"5days\"")]
    [InlineData("", "time: invalid duration \"\"")]
    [InlineData("-", "time: invalid duration \"-\"")]
    [InlineData("m", "time: invalid duration \"m\"")]
    [InlineData("1.2.3s", "time: invalid duration \"1.2.3s\"")]
    [InlineData(".s", "time: invalid duration \".s\"")]
    [InlineData("99999999999h", "time: invalid duration \"99999999999h\"")]
    public void Refuses_anything_else_in_the_words_of_Go(string text, string words)
    {
        Assert.False(GoDuration.TryParse(text, out _, out var error));
        Assert.Equal(words, error);
    }

    [Fact]
    public void Any_sum_of_whole_hours_minutes_seconds_and_milliseconds_is_read_exactly()
    {
        var random = new Random(20260101);
        for (var round = 0; round < 2000; round++)
        {
            var span = TimeSpan.FromMilliseconds(random.NextInt64(0, 1_000_000_000));
            var sign = random.Next(2) == 0 ? "" : "-";
            var text = string.Create(
                CultureInfo.InvariantCulture,
                $"{sign}{(long)span.TotalHours}h{span.Minutes}m{span.Seconds}s{span.Milliseconds}ms"
            );
            Assert.True(GoDuration.TryParse(text, out var value, out _), text);
            Assert.Equal(sign.Length == 0 ? span : -span, value);
        }
    }

    [Fact]
    public void Never_throws_whatever_the_text()
    {
        const string Letters = "0123456789.+-hmsnuµ x99";
        var random = new Random(7);
        for (var round = 0; round < 20_000; round++)
        {
            var text = string.Concat(
                Enumerable.Range(0, random.Next(30)).Select(_ => Letters[random.Next(Letters.Length)])
            );
            Assert.Equal(GoDuration.TryParse(text, out _, out var error), error is null);
        }
    }
}
