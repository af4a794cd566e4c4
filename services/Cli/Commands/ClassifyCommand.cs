using System.CommandLine;
using System.Text.Json.Nodes;
using Orchestrator.Cli.Classifier.Report;
using Orchestrator.Cli.Classify;
using Orchestrator.Cli.Output;
using Spectre.Console;

namespace Orchestrator.Cli.Commands;

/// <summary>Classifies a file of texts as the router would.</summary>
internal static class ClassifyCommand
{
    private const string Description = """
        Reads one JSON object with a 'text' per line and adds predicted_task, predicted_language, predicted_difficulty and
        the probabilities of all tasks; other fields stay as they are. 'turns' (role and text, before the text), 'tools' (a
        list or a number), 'has_tools', 'images' and 'wants_json' are read as the router would read them in a request.
        Where lines have a 'task', accuracy and macro-F1 are told. Bad lines are told with their number and field; then
        nothing is written to --out and the exit code is 2.
        """;

    public static Command Create(CommandLineOutput output)
    {
        var input = new Option<string>("--in")
        {
            HelpName = "FILE",
            Description = "The texts, JSON lines; - for standard input.",
            Required = true,
        };
        var file = new Option<string>("--out")
        {
            HelpName = "FILE",
            Description = "Where the lines go; - for standard output, and then the report goes to standard error.",
            Required = true,
        };
        var json = new Option<bool>("--json") { Description = "The report as JSON." };
        var command = new Command("classify", Description) { input, file, json };
        command.SetAction(
            (parsed, cancellationToken) =>
                Task.Run(
                    () =>
                        Run(
                            output,
                            parsed.GetValue(input)!,
                            parsed.GetValue(file)!,
                            parsed.GetValue(json),
                            cancellationToken
                        ),
                    cancellationToken
                )
        );
        return command;
    }

    private static int Run(
        CommandLineOutput output,
        string input,
        string file,
        bool isJson,
        CancellationToken cancellationToken
    )
    {
        if (input != ClassifyFiles.Standard && !File.Exists(input))
        {
            output.Error.WriteLine($"--in: there is no file {input}.");
            return ExitCode.Usage;
        }

        var work = new FileClassification(input, output.Error, tellsProgress: !isJson);
        using var reader = ClassifyFiles.Open(input, output.In);
        ClassifyFiles.Write(
            file,
            output.Out,
            writer =>
            {
                work.Run(reader, writer, cancellationToken);
                return work.Bad == 0;
            }
        );
        Tell(file == ClassifyFiles.Standard ? output.ToError() : output, work, isJson);
        return work.Bad == 0 ? ExitCode.Good : ExitCode.Usage;
    }

    private static void Tell(CommandLineOutput output, FileClassification work, bool isJson)
    {
        if (isJson)
        {
            output.Out.Write(ScoreJson.Text(Json(work)));
            return;
        }

        output.Results(console =>
        {
            console.WriteLine($"{work.Good} lines classified.");
            if (work.Languages.All > 0)
            {
                console.WriteLine($"Language right in {work.Languages.Right} of {work.Languages.All}.");
            }

            if (work.Labelled.Count > 0)
            {
                var report = new EvaluationReport(console);
                report.WriteClasses("Labelled lines", work.Labelled);
                report.WriteConfusion(work.Labelled);
            }
        });
    }

    private static JsonObject Json(FileClassification work)
    {
        var result = new JsonObject { ["classified"] = work.Good, ["bad"] = work.Bad };
        if (work.Languages.All > 0)
        {
            result["language_accuracy"] = (double)work.Languages.Right / work.Languages.All;
        }

        if (work.Labelled.Count > 0)
        {
            result["labelled"] = ScoreJson.Of(work.Labelled);
        }

        return result;
    }
}
