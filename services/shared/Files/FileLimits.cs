namespace Orchestrator.Files;

/// <summary>What a file that a person wrote may cost. Beyond a limit it is refused with the limit's name, never read on.</summary>
public static class FileLimits
{
    /// <summary>Characters of a YAML file; a fleet of the largest size takes a tenth of it.</summary>
    public const int YamlCharactersMax = 1 << 20;

    /// <summary>Values in a YAML file, those behind aliases counted each time: a few lines of aliases can stand for billions.</summary>
    public const int YamlNodesMax = 50_000;

    /// <summary>Lists and mappings inside each other.</summary>
    public const int YamlDepthMax = 24;

    /// <summary>Problems that are listed one by one; the others are counted.</summary>
    public const int ProblemsMax = 100;
}
