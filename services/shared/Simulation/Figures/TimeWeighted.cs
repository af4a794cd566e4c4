namespace Orchestrator.Simulation.Figures;

/// <summary>The integral of a value that changes in steps.</summary>
internal sealed class TimeWeighted
{
    private TimeSpan _since;
    private double _value;
    private double _sum;

    public void Set(TimeSpan at, double value)
    {
        _sum += _value * (at - _since).TotalSeconds;
        (_since, _value) = (at, value);
    }

    public double Mean(TimeSpan at)
    {
        Set(at, _value);
        return at > TimeSpan.Zero ? _sum / at.TotalSeconds : 0;
    }
}
