using Orchestrator.Simulation.Text;
using Orchestrator.Simulation.Workloads;

namespace Orchestrator.Simulation.Tests.Workloads;

public sealed class PortableMathTests
{
    [Fact]
    public void Logarithm_and_exponential_are_right_to_the_last_digits()
    {
        var random = new SimulationRandom(1);
        for (var i = 0; i < 100_000; i++)
        {
            var value = PortableMath.Exp((random.Unit() - 0.5) * 1400);
            Assert.Equal(Math.Log(value), PortableMath.Log(value), Math.Abs(Math.Log(value)) * 1e-15 + 1e-15);
            var exponent = (random.Unit() - 0.5) * 1400;
            Assert.Equal(1, PortableMath.Exp(exponent) / Math.Exp(exponent), 1e-14);
        }
    }

    [Fact]
    public void Their_ends_are_numbers()
    {
        Assert.Equal(0, PortableMath.Log(1));
        Assert.Equal(1, PortableMath.Exp(0));
        Assert.Equal(0, PortableMath.Exp(-1e300));
        Assert.Equal(double.MaxValue, PortableMath.Exp(1e300));
        Assert.Equal(Math.Log(double.Epsilon), PortableMath.Log(double.Epsilon), 1e-12);
    }

    // Bits and not values about equal: what a seed draws must be the same on every machine.
    [Fact]
    public void Draws_have_these_bits()
    {
        var random = new SimulationRandom(42);

        Assert.Equal(
            [4608772687558689724, -4618299335086469077, 4572608339257821591],
            new[]
            {
                RandomDraws.Exponential(random),
                RandomDraws.Normal(random),
                RandomDraws.Gamma(random, 0.1),
            }.Select(BitConverter.DoubleToInt64Bits)
        );
    }
}
