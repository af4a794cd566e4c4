using Orchestrator.Profiler.Capability;

namespace Orchestrator.Profiler.Tests.Capability;

public sealed class CholeskyTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(17)]
    [InlineData(40)]
    public void Solves_and_inverts_the_system_that_it_was_made_of(int size)
    {
        var random = new Random(size);
        var root = Enumerable.Range(0, size).Select(_ => Vector(random, size)).ToArray();
        double Entry(int i, int j) => root[i].Zip(root[j], (a, b) => a * b).Sum() + (i == j ? 1 : 0);
        var wanted = Vector(random, size);
        var right = Enumerable.Range(0, size).Select(i => wanted.Select((x, j) => Entry(i, j) * x).Sum()).ToArray();

        var factor = Cholesky.Of(size, Entry);
        var inverted = factor.InverseRows().Select(row => row.Zip(right, (a, b) => a * b).Sum());

        Assert.All(wanted.Zip(factor.Solve(right)), pair => Assert.Equal(pair.First, pair.Second, 8));
        Assert.All(wanted.Zip(inverted), pair => Assert.Equal(pair.First, pair.Second, 8));
    }

    [Fact]
    public void A_matrix_that_is_no_covariance_is_refused() =>
        Assert.Throws<InvalidOperationException>(() => Cholesky.Of(2, (i, j) => i == j ? 1 : 2));

    private static double[] Vector(Random random, int size) =>
        [.. Enumerable.Range(0, size).Select(_ => random.NextDouble() - 0.5)];
}
