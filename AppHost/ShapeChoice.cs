namespace Orchestrator.AppHost;

/// <summary>Which shape is started, and why.</summary>
internal abstract record ShapeChoice
{
    private ShapeChoice() { }

    /// <param name="Missing">Servers that are not there; told when embedded was not asked for.</param>
    public sealed record Chosen(Shape Shape, bool WasAsked, IReadOnlyList<string> Missing) : ShapeChoice;

    /// <summary>Asked for, but servers are not there.</summary>
    public sealed record Impossible(IReadOnlyList<string> Missing) : ShapeChoice;

    /// <param name="asked">Null: the choice is ours.</param>
    /// <param name="missing">Servers that this machine lacks; none where containers bring them.</param>
    public static ShapeChoice Of(Shape? asked, IReadOnlyList<string> missing) =>
        (asked, missing.Count) switch
        {
            (Shape.Local, > 0) => new Impossible(missing),
            (null, 0) => new Chosen(Shape.Local, WasAsked: false, missing),
            (null, _) => new Chosen(Shape.Embedded, WasAsked: false, missing),
            var (shape, _) => new Chosen(shape.Value, WasAsked: true, missing),
        };
}
