namespace Orchestrator.Simulation.Figures;

/// <summary>
/// How evenly tenants were served. Source of the index: Jain, Chiu and Hawe, "A quantitative measure of fairness",
/// DEC-TR-301, 1984.
/// </summary>
internal sealed class TenantTally
{
    private readonly Dictionary<string, (double Sum, long Count)> _tenants = new(StringComparer.Ordinal);

    /// <param name="progress">Time alone on the best host ÷ time taken; 0 when it was refused.</param>
    public void Add(string tenant, double progress)
    {
        var (sum, count) = _tenants.GetValueOrDefault(tenant);
        _tenants[tenant] = (sum + progress, count + 1);
    }

    /// <returns>Mean progress of the tenant with the least, over the mean of all tenants: 0 is a tenant that gets nothing.</returns>
    public double Least()
    {
        var (least, sum) = (double.PositiveInfinity, 0.0);
        foreach (var (total, count) in _tenants.Values)
        {
            least = Math.Min(least, total / count);
            sum += total / count;
        }

        return sum > 0 ? least * _tenants.Count / sum : 1;
    }

    public double Jain()
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var (total, count) in _tenants.Values)
        {
            var mean = total / count;
            sum += mean;
            squares += mean * mean;
        }

        return squares > 0 ? sum * sum / (_tenants.Count * squares) : 1;
    }
}
