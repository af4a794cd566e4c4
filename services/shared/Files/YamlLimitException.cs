namespace Orchestrator.Files;

/// <summary>Ends the reading of a file that goes beyond a limit; never leaves <see cref="YamlText"/>.</summary>
internal sealed class YamlLimitException(int line, string message) : Exception(message)
{
    public int Line => line;
}
