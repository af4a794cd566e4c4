namespace Orchestrator.Simulation.Planning;

/// <summary>
/// One host in a plan: the rules of the owner and of Ollama's scheduler on plain arrays, so that a future can be tried
/// out in microseconds. It leaves out what seldom matters: prefix caches, models that expire, several GPUs as such.
/// </summary>
internal sealed partial class PlanHost(PlanFleet fleet, PlanModels models)
{
    private readonly int _slots = models.Host.Slots;
    private PlanCall[] _calls = new PlanCall[16];
    private PlanRunner[] _runners = new PlanRunner[4];
    private (int Model, int Context)[] _loads = new (int, int)[8];
    private int _callCount;
    private int _runnerCount;
    private int _loadCount;
    private int _queued;
    private double _now;

    /// <summary>What the requests whose first token is out have paid for waiting.</summary>
    public double Cost { get; private set; }

    public PlanModels Models => models;

    public bool IsFull => _queued >= models.Host.QueueLimit && _callCount - _queued >= _slots;

    public void Clear(double now)
    {
        (_callCount, _runnerCount, _loadCount, _queued, _now, Cost) = (0, 0, 0, 0, now, 0);
    }

    public void CopyFrom(PlanHost other)
    {
        Copy(other._calls, other._callCount, ref _calls);
        Copy(other._runners, other._runnerCount, ref _runners);
        Copy(other._loads, other._loadCount, ref _loads);
        (_callCount, _runnerCount, _loadCount) = (other._callCount, other._runnerCount, other._loadCount);
        (_queued, _now, Cost) = (other._queued, other._now, other.Cost);
    }

    public void Add(PlanRunner runner) => Append(ref _runners, ref _runnerCount, runner);

    public void AddLoad(int model, int context) => Append(ref _loads, ref _loadCount, (model, context));

    /// <summary>Takes a call as it is; whoever adds those of the present adds the running ones first.</summary>
    public void Add(PlanCall call)
    {
        _queued += call.Stage == PlanStage.Queued ? 1 : 0;
        Append(ref _calls, ref _callCount, call);
        if (call.Stage == PlanStage.Running)
        {
            _runners[Find(call.Model)].Running++;
        }
    }

    public int Find(int model)
    {
        for (var at = 0; at < _runnerCount; at++)
        {
            if (_runners[at].Model == model)
            {
                return at;
            }
        }

        return -1;
    }

    public void AdvanceTo(double until)
    {
        if (_callCount == 0 && _loadCount == 0 && !IsLoading)
        {
            _now = Math.Max(_now, until);
            return;
        }

        for (var step = 0; step < PlanFleet.StepsMax; step++)
        {
            Settle();
            var next = Math.Min(until, NextEvent());
            if (double.IsInfinity(next))
            {
                return;
            }

            Run(Math.Max(0, next - _now));
            _now = Math.Max(_now, next);
            EndLoads();
            EndCalls();
            if (next >= until)
            {
                Settle();
                return;
            }
        }
    }

    private bool IsLoading
    {
        get
        {
            for (var at = 0; at < _runnerCount; at++)
            {
                if (_runners[at].IsLoading)
                {
                    return true;
                }
            }

            return false;
        }
    }

    private static void Copy<T>(T[] from, int count, ref T[] to)
    {
        if (to.Length < count)
        {
            to = new T[from.Length];
        }

        Array.Copy(from, to, count);
    }

    private static void Append<T>(ref T[] items, ref int count, T item)
    {
        if (count == items.Length)
        {
            Array.Resize(ref items, count * 2);
        }

        items[count++] = item;
    }
}
