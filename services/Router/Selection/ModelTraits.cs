using System.Collections.Concurrent;
using Orchestrator.Router.Classification;

namespace Orchestrator.Router.Selection;

/// <summary>What a model's name says of it, worked out once per name: matching patterns is the dear part of a decision.</summary>
/// <param name="TaskFit">By task; see <see cref="ModelPreferences.TaskFit"/>.</param>
/// <param name="Place">By task; see <see cref="ModelPreferences.Place"/>.</param>
internal sealed record ModelTraits(double[] TaskFit, int[] Place, double KoreanFit)
{
    public static ModelTraits Of(string key, ModelPreferences preferences)
    {
        var fits = new double[TaskNames.Count];
        var places = new int[TaskNames.Count];
        for (var i = 0; i < TaskNames.Count; i++)
        {
            fits[i] = ModelPreferences.TaskFit((TaskType)i, key);
            places[i] = preferences.Place((TaskType)i, key);
        }

        return new ModelTraits(fits, places, ModelPreferences.KoreanFit(key));
    }
}

/// <summary>Remembers traits by name.</summary>
internal sealed class ModelTraitsCache(ModelPreferences preferences)
{
    // Far more names than a fleet has; a fleet that invents names starts anew here instead of filling the memory.
    private const int Limit = 20_000;

    private readonly ConcurrentDictionary<string, ModelTraits> _byKey = new(StringComparer.Ordinal);

    public ModelTraits Of(string key)
    {
        if (_byKey.TryGetValue(key, out var traits))
        {
            return traits;
        }

        if (_byKey.Count >= Limit)
        {
            _byKey.Clear();
        }

        return _byKey.GetOrAdd(key, name => ModelTraits.Of(name, preferences));
    }
}
