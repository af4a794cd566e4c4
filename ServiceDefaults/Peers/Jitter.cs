namespace Orchestrator.ServiceDefaults;

/// <summary>Random figures for several watches at a time.</summary>
public sealed class Jitter(Random random)
{
    private readonly Lock _drawing = new();

    public double Next()
    {
        lock (_drawing)
        {
            return random.NextDouble();
        }
    }
}
