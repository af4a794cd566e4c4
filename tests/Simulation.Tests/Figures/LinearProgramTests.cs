using Orchestrator.Simulation.Figures;

namespace Orchestrator.Simulation.Tests.Figures;

public sealed class LinearProgramTests
{
    [Fact]
    public void The_best_corner_is_found_with_its_prices()
    {
        // Dantzig's example: 3x + 5y with x ≤ 4, 2y ≤ 12, 3x + 2y ≤ 18 is 36 at (2, 6).
        var program = new LinearProgram(3, 2);
        (program.Gain[0], program.Gain[1]) = (3, 5);
        (program.Limit[0], program.Limit[1], program.Limit[2]) = (4, 12, 18);
        (program.Use[0, 0], program.Use[1, 1], program.Use[2, 0], program.Use[2, 1]) = (1, 2, 3, 2);

        var (value, prices) = program.Solve();

        Assert.Equal(36, value, precision: 9);
        Assert.Equal([0, 1.5, 1], prices.Select(price => Math.Round(price, 9)));
    }
}
