using Orchestrator.Profiler.Prices;

namespace Orchestrator.Profiler.Tests.Prices;

public sealed class GraphicsCardsTests
{
    [Theory]
    [InlineData("NVIDIA GeForce RTX 4090", 450)]
    [InlineData("rtx4090", 450)]
    [InlineData("2x RTX 4070 Ti SUPER 16GB", 285)]
    [InlineData("RTX 4070", 200)]
    [InlineData("NVIDIA A100-PCIE-80GB", 300)]
    [InlineData("NVIDIA A100-SXM4-80GB", 400)]
    [InlineData("NVIDIA L4", 72)]
    [InlineData("NVIDIA L40S", 350)]
    [InlineData("Tesla T4", 70)]
    [InlineData("AMD Radeon RX 7900 XTX", 355)]
    [InlineData("Apple M2 Ultra", 295)]
    public void A_card_is_known_however_it_is_written(string text, double watts) =>
        Assert.Equal(watts, GraphicsCards.Find(text)?.Watts);

    [Theory]
    [InlineData("")]
    [InlineData("Voodoo 2")]
    [InlineData("cpu")]
    [InlineData("T400 4GB")]
    [InlineData("L4000")]
    public void Another_one_is_not(string text) => Assert.Null(GraphicsCards.Find(text));

    [Theory]
    [InlineData("RTX 4090", 1)]
    [InlineData("2x RTX 4090", 2)]
    [InlineData("RTX 4090 x4", 4)]
    [InlineData("RTX 4090 (x8)", 8)]
    [InlineData("0x RTX 4090", 1)]
    [InlineData("", 1)]
    public void Cards_are_counted(string text, int count) => Assert.Equal(count, GraphicsCards.CountIn(text));

    [Fact]
    public void Every_card_has_a_source_and_plausible_figures() =>
        Assert.All(
            GraphicsCards.All,
            card =>
            {
                Assert.NotEmpty(card.Source);
                Assert.InRange(card.Watts, 50, 1_000);
                Assert.InRange(card.VramBytes, 0, 1L << 40);
            }
        );
}
