namespace Orchestrator.EnsembleWorker.Measurement;

/// <summary>The moments at which a load that was ordered earlier may have begun, because something in its way had ended. Pure.</summary>
internal sealed class LoadStarts
{
    private const int MomentsMax = 64;
    private readonly Queue<double> _drained = [];
    private readonly Queue<(double From, double To)> _loads = [];

    /// <summary>The last call of a model has ended: a load that needs its memory may begin.</summary>
    public void Drained(double at) => Keep(_drained, at);

    /// <summary>A load has ended.</summary>
    /// <returns>The seconds that it may have taken, the most first.</returns>
    public IReadOnlyList<double> Loaded(double from, double to)
    {
        // Replicas load one after another: while another load went on, this one had not begun.
        var free = from;
        foreach (var (otherFrom, otherTo) in _loads)
        {
            free = otherFrom <= free && otherTo > free && otherTo < to ? otherTo : free;
        }

        Keep(_loads, (from, to));
        double[] seconds = [to - free, .. _drained.Where(at => at > free && at < to).Order().Select(at => to - at)];
        return seconds;
    }

    private static void Keep<T>(Queue<T> moments, T moment)
    {
        moments.Enqueue(moment);
        if (moments.Count > MomentsMax)
        {
            moments.Dequeue();
        }
    }
}
