using Orchestrator.Files;
using Orchestrator.Router.Rules;

namespace Orchestrator.Cli.Rules;

/// <summary>Reads a file of rules exactly as the router does.</summary>
internal static class RulesReading
{
    public static async Task<FileReading<RuleSet>> OfAsync(string file, CancellationToken cancellationToken) =>
        await RulesContent.ReadAsync(file, cancellationToken) switch
        {
            RulesContent.Text text => RulesFile.Read(text.Yaml, file, text.Version, RuleLimits.Default),
            RulesContent.Unreadable unreadable => FileReading.Bad<RuleSet>([
                new FileProblem(file, 0, "", unreadable.Why),
            ]),
            _ => throw new InvalidOperationException("A content of another kind."),
        };

    public static void Tell(FileReading<RuleSet> reading, TextWriter error)
    {
        foreach (var problem in reading.Problems)
        {
            error.WriteLine(problem);
        }
    }
}
