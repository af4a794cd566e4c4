using Orchestrator.Files;

namespace Orchestrator.Simulation.Tests.Files;

public sealed class UnitScaleTests
{
    [Theory]
    [InlineData("24GB", 24.0 * 1024 * 1024 * 1024)]
    [InlineData("24 gib", 24.0 * 1024 * 1024 * 1024)]
    [InlineData("0.5 GB", 512.0 * 1024 * 1024)]
    [InlineData("1048576", 1048576.0)]
    public void Memory_of_cards_counts_in_powers_of_two(string text, double bytes)
    {
        Assert.True(UnitScale.Memory.TryParse(text, out var value));
        Assert.Equal(bytes, value);
    }

    [Fact]
    public void Disks_and_downloads_count_in_powers_of_ten()
    {
        Assert.True(UnitScale.Bytes.TryParse("4.7 GB", out var bytes));
        Assert.True(UnitScale.BytesPerSecond.TryParse("550MB/s", out var speed));
        Assert.True(UnitScale.Rate.TryParse("90/min", out var rate));
        Assert.Equal((4.7e9, 550e6, 1.5), (bytes, speed, rate));
    }

    [Theory]
    [InlineData("")]
    [InlineData("GB")]
    [InlineData("24 TB")]
    [InlineData("24 GB GB")]
    [InlineData("1e999GB")]
    [InlineData("NaN")]
    [InlineData("0x10")]
    public void Other_text_is_no_quantity(string text) => Assert.False(UnitScale.Memory.TryParse(text, out _));
}
