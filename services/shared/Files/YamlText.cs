using YamlDotNet.Core;

namespace Orchestrator.Files;

/// <summary>Reads one YAML document of bounded size, depth and alias expansion into values that know their lines.</summary>
public static class YamlText
{
    /// <returns>Null, and a problem, when the text is no YAML or goes beyond a limit.</returns>
    public static YamlField? Read(string text, ProblemList problems)
    {
        if (text.Length > FileLimits.YamlCharactersMax)
        {
            problems.Add(0, "", $"the file has more than {FileLimits.YamlCharactersMax} characters");
            return null;
        }

        var parser = new Parser(new StringReader(text));
        try
        {
            var root = new YamlTree(parser, problems).Read();
            return root is null ? null : new YamlField(root, root.Line, "", problems);
        }
        catch (YamlLimitException limit)
        {
            problems.Add(limit.Line, "", limit.Message);
        }
        catch (YamlException error)
        {
            problems.Add((int)error.Start.Line, "", $"not valid YAML: {Sentence(error)}");
        }
        // The parser throws these on some broken texts, an open bracket for one: that is still only a broken file.
        catch (Exception exception)
            when (exception is InvalidOperationException or ArgumentException or OverflowException or FormatException)
        {
            var line = (int)(parser.Current?.End.Line ?? 0);
            problems.Add(line, "", "not valid YAML from here on: a bracket or a quote may not be closed");
        }

        return null;
    }

    private static string Sentence(YamlException error) =>
        string.Concat(error.Message.Where(letter => !char.IsControl(letter)));
}
