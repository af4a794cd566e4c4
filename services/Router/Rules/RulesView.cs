namespace Orchestrator.Router.Rules;

/// <summary>The rules that hold now. Replaced whole: a decision sees all of the old ones or all of the new ones.</summary>
internal sealed class RulesView
{
    private RulesState _state = RulesState.Empty;

    public RulesState State
    {
        get => Volatile.Read(ref _state);
        set => Volatile.Write(ref _state, value);
    }

    public RuleSet Current => State.Current;
}
