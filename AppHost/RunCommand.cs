using System.Globalization;

namespace Orchestrator.AppHost;

/// <summary>What /proc says of a process that started another one.</summary>
internal static class RunCommand
{
    /// <param name="commandLine">Its words, a NUL after each.</param>
    /// <returns>True for <c>dotnet … run …</c>.</returns>
    public static bool Is(string commandLine)
    {
        var words = commandLine.Split('\0');
        // What follows "--" is for the program that is run.
        return Path.GetFileName(words[0]) == "dotnet" && words.Skip(1).TakeWhile(word => word != "--").Contains("run");
    }

    /// <param name="stat">"id (name) state parent …"; the name may hold anything, parentheses too.</param>
    public static int ParentIn(string stat)
    {
        var afterName = stat[(stat.LastIndexOf(')') + 1)..];
        var fields = afterName.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return int.Parse(fields[1], CultureInfo.InvariantCulture);
    }
}
