using System.CommandLine;
using Orchestrator.Cli.Evaluate.Ensembles;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>Compares strategies of several calls with one call.</summary>
internal static class EvaluateEnsemblesCommand
{
    private const string Description = """
        Answers questions in every way that the worker knows to make one answer from several, with the worker's own code, and
        compares: the best single model, votes with and without early stop, the strategies ensemble and cascade, what the router
        would choose, lots, and an oracle; also one model alone at the same calls and at the same GPU time. Without --answers the
        questions and models are the simulator's, over a whole grid of skills and error correlations, losing cells included. The
        same call gives the same output.

        A line of --answers is a JSON object: answers {model: text or [texts]}, and reference (and accepted []), or
        scores {model: 0 to 1, or as many as texts}; if known id, task, language, tokens {model: n}, seconds {model: s}.
        """;

    public static Command Create(CommandLineOutput output)
    {
        var answers = Option("--answers", "FILE", "Recorded answers to judge by, JSON lines; may be gzip.");
        var bank = new Option<bool>("--bank") { Description = "The simulator's question bank; the default." };
        var members = Option("--members", "N", $"Models of a pool, and votes; {EnsemblesLimits.DefaultMembers}.");
        var worlds = Option("--worlds", "N", $"Worlds drawn in each cell; {EnsemblesLimits.DefaultWorlds}.");
        var questions = Option(
            "--questions",
            "N",
            $"At most, per world; {EnsemblesLimits.DefaultQuestions}. Of a file all."
        );
        var resamples = Option("--resamples", "N", $"For intervals; {EnsemblesLimits.DefaultResamples}.");
        var seed = Option("--seed", "N", "Of what is drawn; 1.");
        var gpu = Option("--gpu", "NAME", $"The card whose speeds are taken; {EnsemblesSettings.DefaultGpu}.");
        var cells = Option("--cells", "WORDS", "Only cells whose names have all these words, between commas.");
        var known = new Option<bool>("--known-skills") { Description = "Tells the router true skills, not estimates." };
        var picture = Option("--picture", "FILE", "Writes what a vote gains in each cell as an SVG picture.");
        var json = new Option<bool>("--json") { Description = "All figures as JSON." };
        var command = new Command("ensembles", Description)
        {
            answers,
            bank,
            members,
            worlds,
            questions,
            resamples,
            seed,
            gpu,
            cells,
            known,
            picture,
            json,
        };
        // On another thread, so that Ctrl+C is heard while it computes.
        command.SetAction(
            (parsed, cancellationToken) =>
                Task.Run(() => new EnsemblesCall(output).RunAsync(Read(parsed), cancellationToken), cancellationToken)
        );
        return command;

        EnsemblesInput Read(ParseResult parsed) =>
            new()
            {
                Answers = parsed.GetValue(answers),
                Bank = parsed.GetValue(bank),
                Members = parsed.GetValue(members),
                Worlds = parsed.GetValue(worlds),
                Questions = parsed.GetValue(questions),
                Resamples = parsed.GetValue(resamples),
                Seed = parsed.GetValue(seed),
                Gpu = parsed.GetValue(gpu),
                Cells = parsed.GetValue(cells),
                KnownSkills = parsed.GetValue(known),
                Picture = parsed.GetValue(picture),
                Json = parsed.GetValue(json),
            };
    }

    private static Option<string?> Option(string name, string value, string description) =>
        new(name) { HelpName = value, Description = description };
}
