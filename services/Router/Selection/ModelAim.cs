namespace Orchestrator.Router.Selection;

/// <summary>What an automatic choice of the model aims at.</summary>
internal enum ModelAim
{
    /// <summary>A named model: nothing is chosen.</summary>
    Named,
    Balanced,
    Fast,
    Quality,
    Cheap,

    /// <summary>The best few models answer, and one answer is written from theirs.</summary>
    Ensemble,
}

/// <summary>Aims as labels of metrics write them.</summary>
internal static class AimNames
{
    public static string Of(ModelAim aim) =>
        aim switch
        {
            ModelAim.Named => "named",
            ModelAim.Fast => "fast",
            ModelAim.Quality => "quality",
            ModelAim.Cheap => "cheap",
            ModelAim.Ensemble => "several",
            _ => "balanced",
        };
}
