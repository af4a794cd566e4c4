using System.Collections.Immutable;

namespace Orchestrator.EnsembleWorker.Admission;

/// <summary>
/// What runs, waits and loads on a replica, by model. Equal when everything in it is equal, so that two looks at an
/// unchanged queue have nothing new to tell.
/// </summary>
internal sealed class WorkByModel(ImmutableArray<ModelTally> models, LoadUnderWay? loading) : IEquatable<WorkByModel>
{
    public static readonly WorkByModel None = new([], null);

    /// <summary>In the order of their names; models with neither running nor waiting calls are not named.</summary>
    public ImmutableArray<ModelTally> Models { get; } = models;

    /// <summary>The load that began first of those that are under way.</summary>
    public LoadUnderWay? Loading { get; } = loading;

    public static WorkByModel Of(AdmissionState state)
    {
        if (state.Running.IsEmpty && state.Waiting.IsEmpty && state.Loads.IsEmpty)
        {
            return None;
        }

        var running = state.Running.Values.ToLookup(call => call.Wish.Model, StringComparer.OrdinalIgnoreCase);
        var waiting = state.Waiting.ToLookup(call => call.Model, StringComparer.OrdinalIgnoreCase);
        var names = running.Select(of => of.Key).Concat(waiting.Select(of => of.Key)).Where(name => name.Length > 0);
        return new WorkByModel(
            [
                .. names
                    .Distinct(StringComparer.OrdinalIgnoreCase)
                    .Order(StringComparer.OrdinalIgnoreCase)
                    .Select(name => ModelTally.Of(name, [.. running[name]], [.. waiting[name]])),
            ],
            state.Loads.FirstOrDefault()
        );
    }

    public bool Equals(WorkByModel? other) =>
        other is not null && Loading == other.Loading && Models.AsSpan().SequenceEqual(other.Models.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as WorkByModel);

    public override int GetHashCode()
    {
        var hash = new HashCode();
        hash.Add(Loading);
        foreach (var model in Models)
        {
            hash.Add(model);
        }

        return hash.ToHashCode();
    }
}
