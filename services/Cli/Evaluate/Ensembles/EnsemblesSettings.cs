namespace Orchestrator.Cli.Evaluate.Ensembles;

/// <summary>How an evaluation is done.</summary>
/// <param name="Members">Models in a pool, and so the votes of a whole vote.</param>
/// <param name="Worlds">Drawn worlds in each cell of the grid.</param>
/// <param name="Questions">Of each world, or of the file.</param>
/// <param name="Resamples">For intervals.</param>
/// <param name="Gpu">The card whose speeds are taken, see <see cref="Orchestrator.Simulation.Speeds.SpeedTable"/>.</param>
internal sealed record EnsemblesSettings(
    int Members,
    int Worlds,
    int Questions,
    int Resamples,
    int Seed,
    string Gpu,
    bool KnowsSkills
)
{
    public const string DefaultGpu = "RTX 4090";

    public static readonly EnsemblesSettings Default = new(
        EnsemblesLimits.DefaultMembers,
        EnsemblesLimits.DefaultWorlds,
        EnsemblesLimits.DefaultQuestions,
        EnsemblesLimits.DefaultResamples,
        Seed: 1,
        DefaultGpu,
        KnowsSkills: false
    );
}
