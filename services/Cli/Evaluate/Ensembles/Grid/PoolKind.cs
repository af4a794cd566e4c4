namespace Orchestrator.Cli.Evaluate.Ensembles.Grid;

/// <summary>Whose answers are in a vote.</summary>
internal enum PoolKind
{
    /// <summary>Families in turn: errors of one family have the cell's correlation, those of two families none.</summary>
    ThreeFamilies,

    /// <summary>All members err together as far as the cell says.</summary>
    OneFamily,

    /// <summary>One model that is asked again and again.</summary>
    OneModel,
}

internal static class PoolKinds
{
    public static string NameOf(this PoolKind kind) =>
        kind switch
        {
            PoolKind.ThreeFamilies => "3 families",
            PoolKind.OneFamily => "1 family",
            _ => "1 model",
        };
}
