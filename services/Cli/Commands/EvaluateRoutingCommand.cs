using System.CommandLine;
using Orchestrator.Cli.Evaluate;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>Compares routers on recorded scores of models.</summary>
internal static class EvaluateRoutingCommand
{
    private const string Description = """
        Reads prompts with the scores that several models reached on each, and compares: always the strong or the weak model,
        lots, the best single model, a router that sees the prompt's length, one that learns from the whole prompt, and one
        that knows all scores. Learned routers never see the domain that they are tested on. The same file, settings and seed
        give the same output.

        A line is a JSON object: prompt, scores {model: 0 to 1}, and if known domain, cost_usd {model: dollars}, choices.
        """;

    public static Command Create(CommandLineOutput output)
    {
        var outcomes = Option("--outcomes", "FILE", "Outcomes to judge by, JSON lines; may be gzip.");
        outcomes.Required = true;
        var train = Option("--train", "FILE", "Learn from these outcomes alone, instead of leaving out domains.");
        var folds = Option("--folds", "N", $"Parts of the domains, each left out once; {EvaluateLimits.DefaultFolds}.");
        var trees = Option("--trees", "N", $"Trees of a learned router; {EvaluateLimits.DefaultTrees}.");
        var resamples = Option("--resamples", "N", $"For intervals; {EvaluateLimits.DefaultResamples}.");
        var seed = Option("--seed", "N", "Of what is drawn; 1.");
        var picture = Option("--picture", "FILE", "Writes cost and score of all routers as an SVG picture.");
        var promptOnly = new Option<bool>("--prompt-only") { Description = "Does not read the field 'choices'." };
        var json = new Option<bool>("--json") { Description = "All figures as JSON." };
        var command = new Command("routing", Description)
        {
            outcomes,
            train,
            folds,
            trees,
            resamples,
            seed,
            picture,
            promptOnly,
            json,
        };
        // On another thread, so that Ctrl+C is heard while it computes.
        command.SetAction(
            (parsed, cancellationToken) =>
                Task.Run(() => new RoutingCall(output).Run(Read(parsed), cancellationToken), cancellationToken)
        );
        return command;

        RoutingInput Read(ParseResult parsed) =>
            new()
            {
                Outcomes = parsed.GetValue(outcomes) ?? "",
                Train = parsed.GetValue(train),
                Folds = parsed.GetValue(folds),
                Trees = parsed.GetValue(trees),
                Resamples = parsed.GetValue(resamples),
                Seed = parsed.GetValue(seed),
                Picture = parsed.GetValue(picture),
                PromptOnly = parsed.GetValue(promptOnly),
                Json = parsed.GetValue(json),
            };
    }

    private static Option<string?> Option(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}
