namespace Orchestrator.Files;

/// <summary>Where in a file a value was given, for a problem that is found only when it is used.</summary>
/// <param name="Line">0 when it comes from no file.</param>
public sealed record FilePlace(string File, int Line, string Field)
{
    public FileProblem Problem(string message) => new(File, Line, Field, message);
}
