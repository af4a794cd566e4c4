using Orchestrator.EnsembleWorker.Measurement.Estimates;

namespace Orchestrator.EnsembleWorker.Measurement.Calls;

/// <summary>What else ran on the replica during a part of a call. Pure.</summary>
internal static class Company
{
    /// <summary>Distinct kinds of company that are kept of one call; the shortest ones are added to the longest.</summary>
    private const int SharesMax = 12;

    /// <param name="call">The one that is looked at.</param>
    /// <param name="all">All that may have run beside it; it may be among them.</param>
    /// <param name="doubt">Share of the time in which a call that broke off may or may not have run, from 0 to 1.</param>
    public static TimeShare[] During(
        MeteredCall call,
        double from,
        double to,
        IReadOnlyList<MeteredCall> all,
        out double doubt
    )
    {
        var beside = all.Where(other => other != call && other.SlotFrom < to && other.EndedAt > from).ToArray();
        double[] bounds =
        [
            from,
            to,
            .. beside.SelectMany(other => (double[])[other.SlotFrom, other.EndedAt]).Where(at => at > from && at < to),
        ];
        Array.Sort(bounds);
        var shares = new Dictionary<(int, int), double>();
        var doubtful = 0.0;
        for (var i = 1; i < bounds.Length; i++)
        {
            var seconds = bounds[i] - bounds[i - 1];
            if (seconds > 0)
            {
                var middle = bounds[i - 1] + (seconds / 2);
                var running = beside.Where(other => other.SlotFrom <= middle && other.EndedAt > middle).ToArray();
                var key = Kind(call, running);
                shares[key] = shares.GetValueOrDefault(key) + seconds;
                doubtful += Array.Exists(running, other => other is { IsExact: false, IsOpen: false }) ? seconds : 0;
            }
        }

        doubt = to > from ? doubtful / (to - from) : 0;
        return Bounded(shares);
    }

    private static (int Same, int Others) Kind(MeteredCall call, MeteredCall[] running) =>
        (
            running.Count(other => other.Model == call.Model),
            running.Where(other => other.Model != call.Model).DistinctBy(other => other.Model).Count()
        );

    private static TimeShare[] Bounded(Dictionary<(int Same, int Others), double> shares)
    {
        var longest = shares
            .OrderByDescending(share => share.Value)
            .Take(SharesMax)
            .Select(share => new TimeShare(share.Key.Same, share.Key.Others, share.Value))
            .ToArray();
        if (shares.Count > SharesMax)
        {
            var rest = shares.Values.Sum() - longest.Sum(share => share.Seconds);
            longest[0] = longest[0] with { Seconds = longest[0].Seconds + rest };
        }

        return longest;
    }
}
