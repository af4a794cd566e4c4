using System.CommandLine;
using Orchestrator.Cli.Classifier.Corpus;
using Orchestrator.Cli.Classifier.Evaluation;
using Orchestrator.Cli.Classifier.Report;
using Orchestrator.Cli.Classifier.Training;
using Orchestrator.Cli.Output;

namespace Orchestrator.Cli.Commands;

/// <summary>The figures of docs/classification.md.</summary>
internal static class ClassifierEvaluateCommand
{
    private const int MostJobs = 256;

    private const string Description = """
        Measures how well the classifier does on texts of sources that it has not seen: for each source of --dev it is
        trained on the own corpus and all other sources, and tested on that one. Beside it the rules alone, the n-gram
        model alone and naive Bayes; all with typos and without blanks, too. Takes some minutes.
        """;

    public static Command Create(CommandLineOutput output)
    {
        var dev = new Option<string>("--dev")
        {
            HelpName = "FILE",
            Description = "Labelled external texts, each line with its 'source'.",
            Required = true,
        };
        var data = ClassifierCommand.Data();
        var settings = ClassifierCommand.Settings();
        var jobs = new Option<int>("--jobs")
        {
            HelpName = "N",
            Description = "Sources at once; changes no figure. [default: one per core]",
            DefaultValueFactory = _ => Environment.ProcessorCount,
        };
        var picture = new Option<string?>("--svg")
        {
            HelpName = "FILE.svg",
            Description = "Writes the confusion of the classes as a picture.",
        };
        var json = new Option<bool>("--json") { Description = "The result as JSON on standard output." };
        var command = new Command("evaluate", Description) { dev, data, jobs, picture, json, settings };
        command.SetAction(
            (parsed, cancellationToken) =>
                Task.Run(
                    () =>
                    {
                        var (training, problem) = SettingsArgument.Read(parsed.GetValue(settings) ?? []);
                        var request = training is null
                            ? null
                            : new EvaluationRequest(
                                parsed.GetValue(dev)!,
                                parsed.GetValue(data)!,
                                Math.Clamp(parsed.GetValue(jobs), 1, MostJobs),
                                parsed.GetValue(json),
                                parsed.GetValue(picture),
                                training
                            );
                        return request is null ? Refuse(output, problem!) : Run(output, request, cancellationToken);
                    },
                    cancellationToken
                )
        );
        return command;
    }

    private static int Run(CommandLineOutput output, EvaluationRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var external = CorpusReader.ReadExternal(request.Dev);
            var own = TrainingInput.Read(request.Data, extra: null, request.Settings).Texts;
            var found = new Evaluated(own.Count, Evaluate(output, request, own, external, cancellationToken));
            Tell(output, request, found);
            return ExitCode.Good;
        }
        catch (CorpusException exception)
        {
            return Refuse(output, exception.Message);
        }
    }

    private static IReadOnlyDictionary<(Method, Damage), IReadOnlyList<Prediction>> Evaluate(
        CommandLineOutput output,
        EvaluationRequest request,
        IReadOnlyList<LabelledText> own,
        IReadOnlyList<LabelledText> external,
        CancellationToken cancellationToken
    )
    {
        var ended = 0;
        var all = external.Select(text => text.Source).Distinct().Count();
        return new LeaveOneSourceOut(own, external, request.Settings).Run(
            request.Jobs,
            source =>
            {
                if (!request.IsJson)
                {
                    output.Error.WriteLine($"{Interlocked.Increment(ref ended)} of {all}: {source}");
                }
            },
            cancellationToken
        );
    }

    private static void Tell(CommandLineOutput output, EvaluationRequest request, Evaluated found)
    {
        if (request.IsJson)
        {
            output.Out.Write(ScoreJson.Write(found));
        }
        else
        {
            output.Results(console => new EvaluationReport(console).Write(found));
        }

        if (request.Picture is { } picture)
        {
            WholeFile.Write(picture, System.Text.Encoding.UTF8.GetBytes(ConfusionPicture.Draw(found.Headline)));
        }
    }

    private static int Refuse(CommandLineOutput output, string problem)
    {
        output.Error.WriteLine(problem);
        return ExitCode.Usage;
    }

    private sealed record EvaluationRequest(
        string Dev,
        string Data,
        int Jobs,
        bool IsJson,
        string? Picture,
        TrainingSettings Settings
    );
}
