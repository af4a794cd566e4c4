using System.Text.Json;

namespace Orchestrator.Cli.Rules;

/// <summary>Reads requests, one JSON object a line, or says everything that is wrong with them.</summary>
internal static class TrialFile
{
    private const long MaxBytes = 64L << 20;
    private const int MaxLines = 100_000;
    private const int MaxProblems = 100;

    public static (IReadOnlyList<RuleTrial> Trials, IReadOnlyList<string> Problems) Read(string file)
    {
        if (!File.Exists(file))
        {
            return ([], [$"{file}: there is no such file."]);
        }

        if (new FileInfo(file).Length > MaxBytes)
        {
            return ([], [$"{file}: has more than {MaxBytes} bytes."]);
        }

        var trials = new List<RuleTrial>();
        var problems = new List<string>();
        foreach (var (number, line) in File.ReadLines(file).Take(MaxLines + 1).Index())
        {
            if (number == MaxLines || problems.Count >= MaxProblems)
            {
                problems.Add($"{file}: is not read on after line {number}; the limit is {MaxLines} lines.");
                break;
            }

            if (!string.IsNullOrWhiteSpace(line))
            {
                ReadLine($"{file}:{number + 1}", line, trials, problems);
            }
        }

        return (trials, trials.Count + problems.Count == 0 ? [$"{file}: has no requests."] : problems);
    }

    private static void ReadLine(string place, string line, List<RuleTrial> trials, List<string> problems)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            trials.Add(TrialFields.Read(place, json.RootElement));
        }
        catch (JsonException exception)
        {
            problems.Add($"{place}: {exception.Message}");
        }
    }
}
