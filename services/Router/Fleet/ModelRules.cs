using System.Collections.Frozen;

namespace Orchestrator.Router.Fleet;

/// <summary>The rules of all models that the registry names, never changed.</summary>
internal sealed class ModelRules(IReadOnlyDictionary<string, ModelRule> byKey)
{
    public static readonly ModelRules None = new(FrozenDictionary<string, ModelRule>.Empty);

    /// <param name="key">As <see cref="ModelKey"/> spells it.</param>
    public ModelRule Of(string key) => byKey.GetValueOrDefault(key, ModelRule.Usual);
}

/// <summary>The rules that hold now. Written by the watch of the registry, read without a lock.</summary>
internal sealed class ModelRulesView
{
    private ModelRules _current = ModelRules.None;

    public ModelRules Current
    {
        get => Volatile.Read(ref _current);
        set => Volatile.Write(ref _current, value);
    }
}
