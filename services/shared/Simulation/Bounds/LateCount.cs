namespace Orchestrator.Simulation.Bounds;

/// <summary>
/// The least number of requests that one machine must answer later than a limit after their arrival, whatever it does:
/// it knows all of the future, may interrupt and drop requests at will.
/// </summary>
/// <remarks>
/// All limits are equal, so that who comes earlier is due earlier, and if a set of requests can be in time at all, it is
/// in time in order of arrival (a request that starts before an earlier one may swap its place with it). So among the
/// requests so far, let E(c) be the earliest end of c of them, all in time. With the next one, which comes at r, is due
/// at d = r + limit and takes p, either it is one of the c or it is not:
/// <code>
/// E'(c) = min( E(c), max(E(c-1), r) + p  if that is at most d )
/// </code>
/// and the largest c that has an end is the most that can be in time: an exact dynamic program. Every c with E(c) ≤ r is
/// as free as the largest such c, and is forgotten, so that memory is that of one backlog.
/// </remarks>
internal sealed class LateCount(double limit)
{
    // Beyond it the machine is given the whole backlog for nothing: fewer are late than truly, which a lower bound may say.
    private const int BacklogMax = 4096;

    private double[] _ends = new double[16];
    private int _first;
    private int _count = 1;
    private long _base;
    private long _requests;

    public double Limit => limit;

    public long Late => _requests - (_base + _count - 1);

    /// <param name="least">It cannot be in time with a smaller limit, alone on its best host.</param>
    public void Add(double at, double work, double least)
    {
        _requests++;
        if (least > limit || work > limit)
        {
            return;
        }

        Forget(at);
        var due = at + limit;
        var longest = Math.Max(_ends[_first + _count - 1], at) + work;
        for (var c = _first + _count - 1; c > _first; c--)
        {
            // What it is compared with was in time before, so the smaller of the two is.
            _ends[c] = Math.Min(_ends[c], Math.Max(_ends[c - 1], at) + work);
        }

        if (longest <= due)
        {
            Append(longest);
        }
    }

    /// <summary>Leaves the largest number that the machine has behind it by now, and those that end later.</summary>
    private void Forget(double at)
    {
        while (_count > 1 && _ends[_first + 1] <= at)
        {
            _first++;
            _count--;
            _base++;
        }

        if (_count == 1 || _count > BacklogMax)
        {
            _base += _count - 1;
            _ends[0] = at;
            (_first, _count) = (0, 1);
        }
    }

    private void Append(double end)
    {
        if (_first + _count == _ends.Length)
        {
            var target = _count * 2 > _ends.Length ? new double[_ends.Length * 2] : _ends;
            Array.Copy(_ends, _first, target, 0, _count);
            (_ends, _first) = (target, 0);
        }

        _ends[_first + _count++] = end;
    }
}
