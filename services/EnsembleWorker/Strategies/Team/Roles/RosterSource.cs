using Orchestrator.Files;

namespace Orchestrator.EnsembleWorker.Strategies.Team.Roles;

/// <summary>The roles that a worker or a command has been told to use: those of a file, or the built-in ones.</summary>
internal static class RosterSource
{
    private const string BuiltIn = "Orchestrator.EnsembleWorker.team.yaml";

    /// <summary>What is wrong with the operator's file, as sentences; none for the built-in roles.</summary>
    public static IEnumerable<string> Problems(string path) =>
        Read(path).Problems.Select(problem => problem.ToString());

    /// <param name="path">Empty: the built-in roles.</param>
    public static FileReading<Roster> Read(string path)
    {
        try
        {
            using var stream = path.Length == 0 ? OpenBuiltIn() : File.OpenRead(path);
            return RosterFile.Read(BoundedText.Of(stream), path.Length == 0 ? BuiltIn : path);
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            return FileReading.Bad<Roster>([new FileProblem(path, 0, "", exception.Message)]);
        }
    }

    private static Stream OpenBuiltIn() =>
        typeof(RosterSource).Assembly.GetManifestResourceStream(BuiltIn)
        ?? throw new InvalidOperationException("The built-in roles are missing in the assembly.");
}
