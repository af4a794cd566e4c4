namespace Orchestrator.Router.Selection;

/// <summary>What the caller needs the model for inside of a strategy, as the configuration maps it.</summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Patterns">Models for it, best first; empty when only an aim is mapped, or nothing.</param>
/// <param name="Aim">By which the others are chosen; null: no others.</param>
/// <param name="IsMapped">False when the configuration does not know the role: the aim of the request decides.</param>
internal sealed record RequestRole(string Name, IReadOnlyList<string> Patterns, ModelAim? Aim, bool IsMapped)
{
    /// <summary>Only the models of its patterns may take it.</summary>
    public bool IsStrict => IsMapped && Aim is null;
}
