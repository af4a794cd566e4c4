namespace Orchestrator.Profiler.Planning;

/// <summary>Where models that stay nowhere are loaded when they are called.</summary>
internal sealed class GuestHomes(PlanDraft draft)
{
    // Less is rounding.
    private const double Least = 1e-9;

    private readonly PlanWorld _world = draft.World;

    /// <summary>Gives a home to each model that has no place.</summary>
    /// <param name="first">The replica to take wherever it can hold the model; -1 for none.</param>
    public void Give(int first)
    {
        var models = Enumerable.Range(0, _world.Models.Length).Where(IsHomeless);
        foreach (var model in models.OrderByDescending(model => _world.Models[model].CallsPerSecond).ToList())
        {
            draft.SetHome(model, first >= 0 && _world.Place(first, model) is not null ? first : BestHome(model));
        }
    }

    private bool IsHomeless(int model) => draft.ReplicasOf(model).Count == 0 && draft.HomeOf(model) < 0;

    private int BestHome(int model)
    {
        var (best, least) = (-1, double.PositiveInfinity);
        if (_world.Models[model].CallsPerSecond <= 0 && _world.ReplicasOf(model).Length > 0)
        {
            // Nobody asks for it: every place is as good.
            return _world.ReplicasOf(model)[0];
        }

        foreach (var replica in _world.ReplicasOf(model))
        {
            draft.SetHome(model, replica);
            (best, least) = draft.Lost < least - Least ? (replica, draft.Lost) : (best, least);
        }

        return best;
    }
}
