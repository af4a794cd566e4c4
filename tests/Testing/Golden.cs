namespace Orchestrator.Testing;

/// <summary>
/// Text that must not change by accident, kept beside the tests. <c>UPDATE_GOLDENS=1</c> writes the files anew; the
/// change is then read in the diff.
/// </summary>
public static class Golden
{
    /// <param name="path">Parts of the golden's path below the repository's root.</param>
    /// <returns>What the golden says, to be compared with <paramref name="actual"/>.</returns>
    public static string Expected(string actual, params string[] path)
    {
        var file = Repository.PathOf(path);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDENS") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, actual);
        }

        return File.Exists(file) ? File.ReadAllText(file) : $"(no golden at {Path.Combine(path)})";
    }
}
