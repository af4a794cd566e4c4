namespace Orchestrator.EnsembleWorker.Strategies.Team.Roles;

/// <summary>How large a file of roles may be. What is beyond is a problem of the file.</summary>
internal static class RosterLimits
{
    public const int RolesMax = 16;
    public const int AliasesMax = 4;

    /// <summary>A role's name is a part of the names of its steps, which have at most 64 characters.</summary>
    public const int NameCharactersMax = 32;
    public const int PromptCharactersMax = 8_000;
    public const int ModelCharactersMax = 200;
    public const int MaxTokensMax = 1_000_000;
    public const double TemperatureMax = 2;
    public static readonly TimeSpan TimeoutMax = TimeSpan.FromHours(24);
}
