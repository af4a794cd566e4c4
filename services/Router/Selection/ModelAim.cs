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
