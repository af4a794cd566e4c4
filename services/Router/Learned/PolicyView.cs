namespace Orchestrator.Router.Learned;

/// <summary>
/// The posterior that holds now: replaced whole by whoever receives it, read without a lock. A decision takes it once, so
/// that all of its figures are of one version.
/// </summary>
internal sealed class PolicyView
{
    private IModelPosterior _current = NothingLearned.Instance;

    public IModelPosterior Current => Volatile.Read(ref _current);

    /// <returns>False when one as new is there already: publications may come twice, or late.</returns>
    public bool TryReplace(IModelPosterior next)
    {
        while (true)
        {
            var current = Current;
            if (next.Version <= current.Version)
            {
                return false;
            }

            if (Interlocked.CompareExchange(ref _current, next, current) == current)
            {
                return true;
            }
        }
    }
}
