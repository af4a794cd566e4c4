using System.Text;

namespace Aspire.Hosting.ProjectLaunch;

/// <summary>Splits the arguments of a launch profile: quotes group, a backslash escapes a quote.</summary>
internal static class CommandLine
{
    public static IReadOnlyList<string> Split(string line)
    {
        var arguments = new List<string>();
        var current = new StringBuilder();
        var (quoted, started) = (false, false);
        for (var i = 0; i < line.Length; i++)
        {
            var character = line[i];
            if (character == '\\' && i + 1 < line.Length && line[i + 1] == '"')
            {
                current.Append(line[++i]);
                started = true;
            }
            else if (character == '"')
            {
                quoted = !quoted;
                started = true;
            }
            else if (char.IsWhiteSpace(character) && !quoted)
            {
                End();
            }
            else
            {
                current.Append(character);
                started = true;
            }
        }

        End();
        return arguments;

        void End()
        {
            if (started)
            {
                arguments.Add(current.ToString());
                current.Clear();
                started = false;
            }
        }
    }
}
